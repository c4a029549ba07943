package openbell.signal.result;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.artifact.RunArtifact;
import openbell.model.message.NotificationRequested;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalReport;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.signal.audience.NotificationPlanner;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.derive.Derivation;
import openbell.signal.derive.Evidence;
import openbell.signal.derive.SignalDeriver;
import openbell.signal.restate.Revision;
import openbell.signal.restate.Revisions;
import openbell.signal.result.SignalEntry.Outcome;
import org.jspecify.annotations.Nullable;

/// Takes the result of a run to its end: compared, recorded, its notifications on the way.
///
/// The row and the notifications commit together, once per run; the same result again is nothing.
public final class RunResults {
  private final RunReader reader;
  private final SignalHistory history;
  private final SignalDeriver deriver;
  private final Revisions revisions;
  private final SubscriptionPolicy policy;
  private final AlertSink alerts;
  private final Clock clock;
  private final NotificationPlanner planner = new NotificationPlanner();

  public RunResults(
      RunReader reader,
      SignalHistory history,
      SignalDeriver deriver,
      Revisions revisions,
      SubscriptionPolicy policy,
      AlertSink alerts,
      Clock clock) {
    this.reader = reader;
    this.history = history;
    this.deriver = deriver;
    this.revisions = revisions;
    this.policy = policy;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// What came of a message.
  public enum Taken {
    SIGNALLED,
    REJECTED,
    FAILED,
    KNOWN,
    /// A preview: shown to whoever asked, never compared, never mailed.
    PREVIEW
  }

  public Taken completed(RunCompleted message) {
    RunRef run = message.run();
    if (run.purpose() == Purpose.PREVIEW) {
      return Taken.PREVIEW;
    }
    if (history.knows(run.runId())) {
      return Taken.KNOWN;
    }
    try {
      Evidence current = reader.read(message.artifact());
      Optional<Revision> revision = revision(run, message.artifact());
      List<String> remarks = new ArrayList<>(message.remarks());
      revision.ifPresent(found -> remarks.addAll(found.notes()));
      return switch (deriver.derive(previous(run), current, run, remarks)) {
        case Derivation.Derived(SignalReport report) ->
            announce(message, report, revision.orElse(null));
        case Derivation.Rejected(Failure failure) -> reject(run, failure, message.artifact());
      };
    } catch (FailureException e) {
      if (e.failure().reason().mayPass()) {
        throw e;
      }
      return reject(run, e.failure(), message.artifact());
    }
  }

  public Taken failed(RunFailed message) {
    RunRef run = message.run();
    if (run.purpose() == Purpose.PREVIEW) {
      return Taken.PREVIEW;
    }
    boolean written =
        history.record(
            entry(run, Outcome.FAILED, null, message.failure().detail()), List.of(), List.of());
    if (!written) {
      return Taken.KNOWN;
    }
    alert(run, message.failure(), "A run failed for good: " + message.failure().detail());
    return Taken.FAILED;
  }

  private Taken announce(RunCompleted message, SignalReport report, @Nullable Revision revision) {
    RunRef run = message.run();
    List<Subscription> subscriptions =
        policy.merge(
            run,
            message.recipients(),
            history.subscriptions(run.owner(), run.portfolio()),
            clock.instant());
    List<NotificationRequested> planned = planner.plan(report, run, subscriptions);
    SignalEntry entry =
        new SignalEntry(
            run,
            Outcome.SIGNAL,
            message.artifact(),
            report.changes(),
            "",
            planned.size(),
            clock.instant());
    return history.record(entry.telling(report), subscriptions, planned, revision)
        ? Taken.SIGNALLED
        : Taken.KNOWN;
  }

  private Taken reject(RunRef run, Failure failure, ArtifactRef artifact) {
    SignalEntry entry = entry(run, Outcome.REJECTED, artifact, failure.detail());
    if (!history.record(entry, List.of(), List.of())) {
      return Taken.KNOWN;
    }
    alert(run, failure, "No signal was made from a run: " + failure.detail());
    return Taken.REJECTED;
  }

  /// When the earlier result is damaged, the current one is still good: it is told as a first one,
  /// and the operators hear about the damage.
  private Optional<RunArtifact> previous(RunRef run) {
    Optional<ArtifactRef> before = history.before(run);
    try {
      return before.map(artifact -> reader.read(artifact).result());
    } catch (FailureException e) {
      if (e.failure().reason().mayPass()
          && e.failure().reason() != FailureReason.ARTIFACT_MISSING) {
        throw e;
      }
      alert(run, e.failure(), "The previous result cannot be read: " + e.failure().detail());
      return Optional.empty();
    }
  }

  /// A past that cannot be read must not keep back the signal of today.
  private Optional<Revision> revision(RunRef run, ArtifactRef current) {
    try {
      return history.before(run).flatMap(before -> revisions.between(before, current));
    } catch (FailureException e) {
      return switch (e.failure().reason()) {
        case ARTIFACT_MISSING, ARTIFACT_CORRUPT -> Optional.empty();
        default -> throw e;
      };
    }
  }

  private SignalEntry entry(
      RunRef run, Outcome outcome, @Nullable ArtifactRef artifact, String detail) {
    return new SignalEntry(run, outcome, artifact, List.of(), detail, 0, clock.instant());
  }

  private void alert(RunRef run, Failure failure, String text) {
    alerts.raise(
        new Alert(
            failure.reason(),
            text,
            Map.of(
                "runId", run.runId().value(),
                "portfolio", run.portfolio().value(),
                "session", run.session().date().toString())));
  }
}
