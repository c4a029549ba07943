package openbell.runtime.queue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answer to a claim.
///
/// @param untilNextDue how long until a delayed job or an expiring lease needs a claim; null:
/// nothing waits
/// @param draining the queue hands out nothing for now, see {@link JobQueue#drain}
/// @param resting the worker's machine is handed nothing for now, see {@link JobQueue#rest}
public record Claim(
    List<Leased> jobs, @Nullable Duration untilNextDue, boolean draining, boolean resting) {
  public Claim {
    jobs = List.copyOf(jobs);
  }
}
