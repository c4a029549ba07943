package openbell.runtime.queue;

import java.time.Duration;

/// How long done jobs are remembered: their ids are refused as duplicates until then.
///
/// @param age dropped when done longer ago than this
/// @param bytes most memory of all done jobs together, at {@link #BYTES_OF_ONE} each; the oldest
/// are dropped first
public record Retention(Duration age, long bytes) {

  /// What a done job takes: its payload is gone. An estimate, on the large side of what Redis 6.2
  /// reports for it with `MEMORY USAGE`.
  public static final int BYTES_OF_ONE = 512;

  /// Most done jobs.
  public long jobs() {
    return bytes / BYTES_OF_ONE;
  }
}
