package openbell.machines.fleet;

/// Reads the queue that the workers live on.
public interface WorkReading {

  /// @throws openbell.model.run.FailureException when the queue does not answer
  Load read();
}
