package openbell.runtime.artifact.adapter;

/// Waits between two tries of one call. Handed in, because waiting and chance are.
@FunctionalInterface
public interface Backoff {

  /// @param tries how many tries failed so far, from 1
  void pause(int tries);
}
