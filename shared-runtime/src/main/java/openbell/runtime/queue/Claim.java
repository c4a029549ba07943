package openbell.runtime.queue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answer to a claim.
///
/// @param untilNextDue how long until a delayed job or an expiring lease needs a claim; null:
/// nothing waits
public record Claim(List<Leased> jobs, @Nullable Duration untilNextDue) {
  public Claim {
    jobs = List.copyOf(jobs);
  }
}
