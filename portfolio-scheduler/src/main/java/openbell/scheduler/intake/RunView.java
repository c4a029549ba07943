package openbell.scheduler.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// A run as the public face shows it.
///
/// @param reason stable name of why it failed; absent when it did not
/// @param artifacts where its files are listed; absent while there are none
public record RunView(
    String id,
    String portfolio,
    String name,
    String market,
    LocalDate session,
    LocalDate asOf,
    int revision,
    String purpose,
    String state,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    @Nullable Long durationMillis,
    int attempts,
    @Nullable String reason,
    @Nullable String detail,
    String self,
    @Nullable String artifacts) {
  static RunView of(RunRecord record) {
    var run = record.run();
    Duration duration = record.duration();
    var failure = record.failure();
    String self = path(run.runId().value());
    return new RunView(
        run.runId().value(),
        run.portfolio().value(),
        record.name(),
        run.session().market(),
        run.session().date(),
        run.asOf(),
        run.revision(),
        run.purpose().name(),
        record.state().name(),
        record.requestedAt(),
        record.finishedAt(),
        duration == null ? null : duration.toMillis(),
        record.attempts(),
        failure == null ? null : failure.reason().name(),
        failure == null ? null : failure.detail(),
        self,
        record.artifact() == null ? null : self + "/artifacts");
  }

  static String path(String id) {
    return "/api/v1/runs/" + id;
  }
}
