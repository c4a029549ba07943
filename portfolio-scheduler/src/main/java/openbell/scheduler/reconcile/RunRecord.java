package openbell.scheduler.reconcile;

import java.time.Duration;
import java.time.Instant;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.RunRef;
import org.jspecify.annotations.Nullable;

/// One row of the run ledger.
///
/// @param name of the portfolio, for lists
/// @param duration of the attempt that succeeded, or null
/// @param artifact where the result is, or null while there is none
/// @param failure why there is none, or null
public record RunRecord(
    RunRef run,
    String name,
    RunState state,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    @Nullable Duration duration,
    @Nullable ArtifactRef artifact,
    @Nullable Failure failure,
    int attempts) {
  public RunRecord in(RunState other) {
    return new RunRecord(
        run, name, other, requestedAt, finishedAt, duration, artifact, failure, attempts);
  }
}
