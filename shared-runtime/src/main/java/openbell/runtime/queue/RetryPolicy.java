package openbell.runtime.queue;

import java.time.Duration;
import openbell.model.run.Failure;

/// Judges a failure: again later, or never.
///
/// @param first upper bound of the first delay
/// @param longest upper bound of every delay
public record RetryPolicy(Duration first, Duration longest) {

  /// Full jitter: a delay between zero and the doubled bound, the same for the same (id, failures).
  ///
  /// @param failures how often it failed before
  /// @param attempt number of this attempt, from 1: the delay of what does not count grows with it
  public Settlement settle(String id, Failure failure, int failures, int attempt) {
    return switch (failure.reason().retry()) {
      case NEVER -> new Settlement.DeadLetter(failure);
      case LATER -> new Settlement.RetryAfter(delay(id, failures), failure);
      case WHEN_BACK -> new Settlement.Postponed(delay(id, attempt - 1), failure);
    };
  }

  /// The delay before try number `failures + 1`.
  public Duration delay(String id, int failures) {
    long bound =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(Math.max(failures, 0), 20));
    long mixed = mix(id.hashCode() * 0x9E3779B97F4A7C15L + failures);
    return Duration.ofMillis(Math.floorMod(mixed, bound + 1));
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
