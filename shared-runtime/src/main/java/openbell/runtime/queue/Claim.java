package openbell.runtime.queue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answer to a claim.
///
/// @param untilNextDue how long until a delayed job or an expiring lease needs a claim; null:
/// nothing waits
/// @param draining the queue hands out nothing for now, see {@link JobQueue#drain}
public record Claim(List<Leased> jobs, @Nullable Duration untilNextDue, boolean draining) {
  public Claim {
    jobs = List.copyOf(jobs);
  }
}
