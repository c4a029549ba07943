package openbell.scheduler.proof;

/// One stored object of a run, and what was found where it should be.
///
/// @param name for people: `manifest.json`, the name of a file, or `bars AAPL`
/// @param key where it is stored
/// @param bytes length that was recorded
/// @param sha256 hash that was recorded
public record Exhibit(String name, String key, long bytes, String sha256, State state) {

  /// What became of an object since it was written.
  public enum State {
    /// Every byte is as it was.
    SAME,
    /// There is something else.
    DAMAGED,
    /// There is nothing.
    MISSING
  }

  boolean whole() {
    return state == State.SAME;
  }
}
