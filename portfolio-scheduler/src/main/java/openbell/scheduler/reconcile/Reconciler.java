package openbell.scheduler.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import openbell.model.message.Message;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Recipient;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
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

  /// Nobody was left to tell the operators.
  private static final Set<FailureReason> SILENT_ENDS =
      EnumSet.of(
          FailureReason.CRASHED,
          FailureReason.EXPIRED,
          FailureReason.STALE_REVIEW,
          FailureReason.ARTIFACT_MISSING);

  /// A store that loses every result must not make runs for ever.
  static final int LAST_REVISION = 5;

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
    Repaired repaired = Repaired.NOTHING;
    @Nullable RunRecord last = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      List<RunRecord> runs = ledger.unfinished(now.minus(patience), last, PAGE);
      for (RunRecord run : runs) {
        repaired = repaired.plus(repair(run, now));
      }
      if (runs.size() < PAGE) {
        break;
      }
      last = Objects.requireNonNull(runs.getLast());
    }
    return repaired;
  }

  private Repaired repair(RunRecord record, Instant now) {
    RunRef run = record.run();
    return switch (MissingRuns.decide(watch.look(run))) {
      case Repair.Wait _ -> new Repaired(1, 0, 0, 0);
      case Repair.Announce announce -> {
        outcomes.send(
            new RunCompleted(run, announce.artifact(), dispatch.recipients(run), Duration.ZERO));
        yield new Repaired(0, 1, 0, 0);
      }
      case Repair.Report report -> {
        outcomes.send(new RunFailed(run, report.failure(), report.attempts()));
        alert(record, report.failure());
        yield new Repaired(0, 1, 0, 0);
      }
      case Repair.RunAgain again -> {
        boolean requested = requestNext(run, now);
        outcomes.send(new RunFailed(run, again.failure(), again.attempts()));
        alert(record, again.failure());
        yield new Repaired(0, 1, 0, requested ? 1 : 0);
      }
      case Repair.DispatchAgain _ -> {
        dispatch.again(run);
        yield new Repaired(0, 0, 1, 0);
      }
    };
  }

  /// The request first: after a crash in between, this is done again and asks for the same run.
  private boolean requestNext(RunRef run, Instant now) {
    // Who asked for a preview asks again.
    if (run.revision() >= LAST_REVISION || run.purpose() == Purpose.PREVIEW) {
      return false;
    }
    return ledger.request(
        RunRef.of(
            run.owner(),
            run.portfolio(),
            run.session(),
            run.asOf(),
            run.configHash(),
            run.revision() + 1,
            run.purpose()),
        now);
  }

  private void alert(RunRecord record, Failure failure) {
    if (SILENT_ENDS.contains(failure.reason())) {
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

  /// What became of the runs that were looked at.
  ///
  /// @param waiting left alone: somebody has them
  /// @param announced whose outcome was sent
  /// @param dispatched whose job was sent
  /// @param rerun which were requested as the next revision
  public record Repaired(int waiting, int announced, int dispatched, int rerun) {
    static final Repaired NOTHING = new Repaired(0, 0, 0, 0);

    Repaired plus(Repaired other) {
      return new Repaired(
          waiting + other.waiting,
          announced + other.announced,
          dispatched + other.dispatched,
          rerun + other.rerun);
    }

    /// How many were sent again.
    public int all() {
      return announced + dispatched + rerun;
    }
  }
}
