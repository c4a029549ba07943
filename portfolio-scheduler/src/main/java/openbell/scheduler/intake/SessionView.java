package openbell.scheduler.intake;

import java.time.Instant;
import java.time.LocalDate;
import openbell.scheduler.schedule.SessionOutcome;
import org.jspecify.annotations.Nullable;

/// What became of one session of a portfolio.
///
/// @param reason a sentence; absent when all went well
/// @param run path of the run; absent when nothing was run
public record SessionView(
    String market,
    LocalDate session,
    SessionOutcome.Outcome outcome,
    @Nullable String reason,
    Instant dueAt,
    @Nullable Instant finishedAt,
    @Nullable String run) {
  static SessionView of(SessionOutcome outcome) {
    return new SessionView(
        outcome.session().market(),
        outcome.session().date(),
        outcome.outcome(),
        outcome.reason().isEmpty() ? null : outcome.reason(),
        outcome.dueAt(),
        outcome.finishedAt(),
        outcome.run() == null ? null : RunView.path(outcome.run().value()));
  }
}
