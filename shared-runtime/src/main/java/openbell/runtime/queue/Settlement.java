package openbell.runtime.queue;

import java.time.Duration;
import openbell.model.run.Failure;

/// How a lease ends.
public sealed interface Settlement {

  /// The work is done.
  record Done() implements Settlement {}

  /// Not now: counts as a failure; beyond the budget the job is dead.
  record RetryAfter(Duration delay, Failure failure) implements Settlement {}

  /// Not now, and nobody's fault: counts as nothing, however often.
  record Postponed(Duration delay, Failure failure) implements Settlement {}

  /// Never.
  record DeadLetter(Failure failure) implements Settlement {}

  /// Given back unharmed; counts as nothing.
  ///
  /// @param checkpoint progress to keep for the next attempt; empty for no news
  record Released(byte[] checkpoint) implements Settlement {}
}
