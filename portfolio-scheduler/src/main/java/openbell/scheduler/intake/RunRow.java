package openbell.scheduler.intake;

import java.util.Locale;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;

/// A run in a table of a page.
public record RunRow(
    String id,
    String portfolio,
    String name,
    String market,
    String sessionDate,
    String session,
    String asOf,
    String purpose,
    Show.Badge state,
    boolean waiting,
    String requested,
    String took,
    String reason) {
  static RunRow of(RunRecord record) {
    var run = record.run();
    var failure = record.failure();
    String purpose = run.purpose().name().toLowerCase(Locale.ROOT);
    return new RunRow(
        run.runId().value(),
        run.portfolio().value(),
        record.name(),
        run.session().market(),
        run.session().date().toString(),
        Show.day(run.session().date()),
        Show.day(run.asOf()),
        run.revision() == 1 ? purpose : purpose + ", revision " + run.revision(),
        Show.state(record.state()),
        record.state() == RunState.QUEUED || record.state() == RunState.RUNNING,
        Show.moment(record.requestedAt()),
        Show.took(record.duration()),
        failure == null ? "" : failure.detail());
  }
}
