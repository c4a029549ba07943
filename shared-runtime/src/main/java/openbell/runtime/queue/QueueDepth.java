package openbell.runtime.queue;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How much waits, runs and failed.
///
/// @param leased jobs in a worker's hands
/// @param dueDelayed delayed jobs whose time has come
/// @param done jobs that are done and still remembered
/// @param oldestReady age of the oldest ready job; zero when none
/// @param untilNextDue time until the next delayed job is due; null when none
/// @param resting machines whose workers are handed nothing, see {@link JobQueue#rest}
/// @param draining whether nothing is handed out, see {@link JobQueue#drain}
public record QueueDepth(
    long ready,
    long leased,
    long delayed,
    long dueDelayed,
    long dead,
    long done,
    Duration oldestReady,
    @Nullable Duration untilNextDue,
    boolean draining,
    Set<String> resting,
    Mishaps mishaps) {
  public QueueDepth {
    resting = Set.copyOf(resting);
  }
}
