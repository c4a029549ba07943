package openbell.signal.adapter;

import java.util.List;
import java.util.Optional;
import openbell.model.market.Session;
import openbell.model.message.Notification;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.model.signal.SessionChanges;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.live.Stage;
import openbell.signal.audience.Subscription;
import openbell.signal.restate.Revision;
import openbell.signal.result.RecordedRevision;
import openbell.signal.result.SignalEntry;
import openbell.signal.result.SignalHistory;
import org.jspecify.annotations.Nullable;

/// A history that also tells those who watch a run what it meant, once that is recorded.
///
/// When nobody is mailed about it, that is told as well: it is the end of the run's way.
public final class TellingHistory implements SignalHistory {
  private final SignalHistory history;
  private final ProgressSink progress;

  public TellingHistory(SignalHistory history, ProgressSink progress) {
    this.history = history;
    this.progress = progress;
  }

  @Override
  public boolean record(
      SignalEntry entry,
      List<Subscription> current,
      List<? extends Notification> notifications,
      @Nullable Revision revision) {
    boolean recorded = history.record(entry, current, notifications, revision);
    if (recorded) {
      switch (entry.outcome()) {
        case SIGNAL -> signal(entry);
        case REJECTED -> {
          tell(entry, Stage.SIGNALLED, "No signal: " + entry.detail());
          tell(entry, Stage.MAILED, "No report was sent.");
        }
        // Told with the outcome itself.
        case FAILED -> {}
      }
    }
    return recorded;
  }

  private void signal(SignalEntry entry) {
    String changes = counted(entry.changes().size(), "change");
    if (entry.notified() == 0) {
      tell(entry, Stage.SIGNALLED, changes);
      tell(entry, Stage.MAILED, "No mail was needed.");
    } else {
      tell(
          entry,
          Stage.SIGNALLED,
          changes + ", " + counted(entry.notified(), "reader") + " to tell");
    }
  }

  private void tell(SignalEntry entry, Stage stage, String detail) {
    progress.tell(new Progress(entry.run(), stage, 0, entry.at(), detail));
  }

  private static String counted(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  @Override
  public boolean knows(RunId run) {
    return history.knows(run);
  }

  @Override
  public Optional<ArtifactRef> before(RunRef run) {
    return history.before(run);
  }

  @Override
  public List<Subscription> subscriptions(Owner owner, PortfolioId portfolio) {
    return history.subscriptions(owner, portfolio);
  }

  @Override
  public List<SessionChanges> earlierInWeek(RunRef run) {
    return history.earlierInWeek(run);
  }

  @Override
  public List<RecordedRevision> revisions(Owner owner, PortfolioId portfolio, int limit) {
    return history.revisions(owner, portfolio, limit);
  }

  @Override
  public List<SignalEntry> ofSession(Owner owner, @Nullable Session session, int limit) {
    return history.ofSession(owner, session, limit);
  }

  @Override
  public List<SignalEntry> ofPortfolio(Owner owner, PortfolioId portfolio, int limit) {
    return history.ofPortfolio(owner, portfolio, limit);
  }
}
