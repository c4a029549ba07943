package openbell.scheduler.proof;

/// How long somebody waits for a repetition.
@FunctionalInterface
public interface Patience {
  /// Nobody waits.
  Patience NONE = _ -> false;

  /// Pauses, unless it has been long enough.
  ///
  /// @param pauses how many there have been
  /// @return false when it is time to answer
  boolean pause(int pauses);
}
