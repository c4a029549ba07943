package openbell.machines.fleet;

import java.time.Duration;

/// Wakes a manager that has no machine: with no worker alive, nobody else waits for work.
@FunctionalInterface
public interface WorkBell {

  /// Returns when there may be work, at the latest after `longest`. Takes nothing from a worker.
  ///
  /// @throws openbell.model.run.FailureException when the queue does not answer
  void await(Duration longest) throws InterruptedException;
}
