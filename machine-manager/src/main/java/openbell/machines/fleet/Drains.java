package openbell.machines.fleet;

import java.util.Set;

/// Tells the queue which machines are handed no more jobs. The queue keeps it and enforces it, so
/// that a machine without a job in hand gets none between a look and its end.
public interface Drains {

  /// @throws openbell.model.run.FailureException when the queue does not answer
  void rest(Set<String> machines);

  /// Hands out to them again. Unknown ones are fine.
  void resume(Set<String> machines);
}
