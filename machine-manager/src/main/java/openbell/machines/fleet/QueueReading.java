package openbell.machines.fleet;

import openbell.runtime.queue.QueueDepth;

/// Reads the queue that the workers live on.
public interface QueueReading {

  /// @throws openbell.model.run.FailureException when the queue does not answer
  QueueDepth read();
}
