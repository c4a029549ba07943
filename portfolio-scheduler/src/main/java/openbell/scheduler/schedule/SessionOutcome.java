package openbell.scheduler.schedule;

import java.time.Instant;
import openbell.model.market.Session;
import openbell.model.run.RunId;
import org.jspecify.annotations.Nullable;

/// What became of one session of one portfolio.
///
/// @param reason a sentence for the owner; empty when all went well
/// @param run null when nothing was run
/// @param finishedAt null while the run is expected, and when there is none
public record SessionOutcome(
    Session session,
    Outcome outcome,
    String reason,
    @Nullable RunId run,
    Instant dueAt,
    @Nullable Instant finishedAt) {
  /// How it ended; `EXPECTED` has not ended yet.
  public enum Outcome {
    EXPECTED,
    RAN,
    LATE,
    NO_SESSION,
    MISSED,
    /// Its owner had paused the portfolio.
    PAUSED
  }
}
