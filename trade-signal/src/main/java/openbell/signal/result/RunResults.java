package openbell.signal.result;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.message.NoticeRequested;
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
import openbell.signal.guard.Guard;
import openbell.signal.guard.Judge;
import openbell.signal.guard.Verdict;
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
  private final Judge guard;

  public RunResults(
      RunReader reader,
      SignalHistory history,
      SignalDeriver deriver,
      Revisions revisions,
      Judge guard,
      SubscriptionPolicy policy,
      AlertSink alerts,
      Clock clock) {
    this.reader = reader;
    this.history = history;
    this.deriver = deriver;
    this.revisions = revisions;
    this.guard = guard;
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
      return judged(message, reader.read(message.artifact()));
    } catch (FailureException e) {
      if (e.failure().reason().mayPass()) {
        throw e;
      }
      return reject(message, e.failure());
    }
  }

  private Taken judged(RunCompleted message, Evidence current) {
    RunRef run = message.run();
    Optional<Revision> revision = revision(run, message.artifact());
    List<String> remarks = new ArrayList<>(message.remarks());
    revision.ifPresent(found -> remarks.addAll(found.notes()));
    Optional<Evidence> before = previous(run);
    return switch (deriver.derive(before.map(Evidence::result), current, run, remarks)) {
      case Derivation.Derived(SignalReport report) -> {
        Guard.Case one = new Guard.Case(run, current, before, revision.isPresent(), report);
        yield switch (guard.judge(one)) {
          case Verdict.Passed passed ->
              announce(message, report.noting(passed.notes()), revision.orElse(null));
          case Verdict.Refused(Failure failure) -> reject(message, failure);
        };
      }
      case Derivation.Rejected(Failure failure) -> reject(message, failure);
    };
  }

  public Taken failed(RunFailed message) {
    RunRef run = message.run();
    if (run.purpose() == Purpose.PREVIEW) {
      return Taken.PREVIEW;
    }
    Failure failure = message.failure();
    List<Subscription> readers = history.subscriptions(run.owner(), run.portfolio());
    List<NoticeRequested> notices = notices(run, failure, readers);
    SignalEntry entry = entry(run, Outcome.FAILED, null, failure.detail(), notices.size());
    if (!history.record(entry, readers, notices)) {
      return Taken.KNOWN;
    }
    alert(run, failure, "A run failed for good: " + failure.detail());
    return Taken.FAILED;
  }

  private Taken announce(RunCompleted message, SignalReport report, @Nullable Revision revision) {
    RunRef run = message.run();
    List<Subscription> subscriptions = audience(message, report.portfolioName());
    Quantities quantities = new Quantities(reader, message.artifact(), report);
    List<NotificationRequested> planned =
        planner.plan(report, run, subscriptions, quantities, () -> history.earlierInWeek(run));
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

  private List<Subscription> audience(RunCompleted message, String portfolioName) {
    RunRef run = message.run();
    return policy.merge(
        run,
        portfolioName,
        message.recipients(),
        history.subscriptions(run.owner(), run.portfolio()),
        clock.instant());
  }

  /// Whoever is only named so far has not heard of this portfolio, and does not begin with bad
  /// news.
  private List<Subscription> knownAudience(RunCompleted message) {
    RunRef run = message.run();
    Set<String> known =
        history.subscriptions(run.owner(), run.portfolio()).stream()
            .map(Subscription::id)
            .collect(Collectors.toUnmodifiableSet());
    return audience(message, "").stream().filter(one -> known.contains(one.id())).toList();
  }

  private Taken reject(RunCompleted message, Failure failure) {
    RunRef run = message.run();
    List<Subscription> readers = knownAudience(message);
    List<NoticeRequested> notices = notices(run, failure, readers);
    SignalEntry entry =
        entry(run, Outcome.REJECTED, message.artifact(), failure.detail(), notices.size());
    if (!history.record(entry, readers, notices)) {
      return Taken.KNOWN;
    }
    alert(run, failure, "No signal was made from a run: " + failure.detail());
    return Taken.REJECTED;
  }

  private List<NoticeRequested> notices(
      RunRef run, Failure failure, List<Subscription> subscriptions) {
    List<Subscription> concerned = NoSignal.concerned(subscriptions);
    return concerned.isEmpty()
        ? List.of()
        : NoSignal.notices(run, failure.reason(), nameOf(run), concerned);
  }

  /// As the last report called it; its id when there is none that can be read now.
  private String nameOf(RunRef run) {
    try {
      return history
          .before(run)
          .map(artifact -> reader.read(artifact).result().name())
          .orElse(run.portfolio().value());
    } catch (FailureException e) {
      if (e.failure().reason() == FailureReason.DATABASE_UNAVAILABLE) {
        throw e;
      }
      return run.portfolio().value();
    }
  }

  /// When the earlier result is damaged, the current one is still good: it is told as a first one,
  /// and the operators hear about the damage.
  private Optional<Evidence> previous(RunRef run) {
    Optional<ArtifactRef> before = history.before(run);
    try {
      return before.map(reader::read);
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
      RunRef run, Outcome outcome, @Nullable ArtifactRef artifact, String detail, int notified) {
    return new SignalEntry(run, outcome, artifact, List.of(), detail, notified, clock.instant());
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
