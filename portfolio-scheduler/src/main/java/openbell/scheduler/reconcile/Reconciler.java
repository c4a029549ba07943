package openbell.scheduler.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import openbell.model.message.Message;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Recipient;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.channel.Outlet;
import org.jspecify.annotations.Nullable;

/// Looks after every run that has been without an outcome for too long. Every step may be repeated.
public final class Reconciler {
  static final int PAGE = 100;

  /// Ten thousand runs per beat; the rest waits for the next one.
  static final int MOST_PAGES = 100;

  private final RunLedger ledger;
  private final RunWatch watch;
  private final Dispatch dispatch;
  private final Outlet<Message> outcomes;
  private final AlertSink alerts;

  /// @param outcomes takes results to everyone who waits for them
  public Reconciler(
      RunLedger ledger,
      RunWatch watch,
      Dispatch dispatch,
      Outlet<Message> outcomes,
      AlertSink alerts) {
    this.ledger = ledger;
    this.watch = watch;
    this.dispatch = dispatch;
    this.outcomes = outcomes;
    this.alerts = alerts;
  }

  /// Sends a run to the workers again, and says who is to hear about it.
  public interface Dispatch {
    void again(RunRef run);

    List<Recipient> recipients(RunRef run);
  }

  /// @param patience how long a run may be without an outcome before it is looked at
  public Repaired beat(Instant now, Duration patience) {
    int waiting = 0;
    int repaired = 0;
    @Nullable RunRecord last = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      List<RunRecord> runs = ledger.unfinished(now.minus(patience), last, PAGE);
      for (RunRecord run : runs) {
        if (repair(run)) {
          repaired++;
        } else {
          waiting++;
        }
      }
      if (runs.size() < PAGE) {
        break;
      }
      last = Objects.requireNonNull(runs.getLast());
    }
    return new Repaired(waiting, repaired);
  }

  private boolean repair(RunRecord record) {
    RunRef run = record.run();
    return switch (MissingRuns.decide(watch.look(run))) {
      case Repair.Wait _ -> false;
      case Repair.Announce announce -> {
        outcomes.send(
            new RunCompleted(run, announce.artifact(), dispatch.recipients(run), Duration.ZERO));
        yield true;
      }
      case Repair.Report report -> {
        outcomes.send(new RunFailed(run, report.failure(), report.attempts()));
        alert(record, report.failure());
        yield true;
      }
      case Repair.DispatchAgain _ -> {
        dispatch.again(run);
        yield true;
      }
    };
  }

  private void alert(RunRecord record, Failure failure) {
    if (failure.reason() == FailureReason.CRASHED
        || failure.reason() == FailureReason.ARTIFACT_MISSING) {
      alerts.raise(
          new Alert(
              failure.reason(),
              "A run ended without a result: " + failure.detail(),
              Map.of(
                  "runId", record.run().runId().value(),
                  "portfolio", record.run().portfolio().value(),
                  "session", record.run().session().date().toString())));
    }
  }

  /// How many unfinished runs were left alone, and how many were helped.
  public record Repaired(int waiting, int repaired) {}
}
