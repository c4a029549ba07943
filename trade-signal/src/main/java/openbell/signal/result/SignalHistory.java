package openbell.signal.result;

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
import openbell.signal.audience.Subscription;
import openbell.signal.restate.Revision;
import org.jspecify.annotations.Nullable;

/// The record of what every run meant, and of who is subscribed to it.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when the database does not answer.
public interface SignalHistory {

  /// True when the run's result has its row already. A failure does not count: the job may be
  /// replayed.
  boolean knows(RunId run);

  /// The artifact of the newest signal of an earlier session of the same portfolio. A result that
  /// comes late never finds its own session, nor a later one.
  Optional<ArtifactRef> before(RunRef run);

  List<Subscription> subscriptions(Owner owner, PortfolioId portfolio);

  /// What the sessions of the same ISO week changed before this run, by the last session each run
  /// knew; oldest first, signals without their explanations.
  List<SessionChanges> earlierInWeek(RunRef run);

  /// Writes the row, what it meant for each reader and the notifications to send, all or nothing.
  /// With a signal the subscriptions are written too, and an address that is pending and was never
  /// asked gets its confirmation mail. A notification to somebody whose subscription has ended
  /// meanwhile is left out.
  ///
  /// A result takes the place of a failure that was recorded before.
  ///
  /// @return false when the run had its row already; then nothing was written
  default boolean record(
      SignalEntry entry, List<Subscription> current, List<? extends Notification> notifications) {
    return record(entry, current, notifications, null);
  }

  /// The same with the restated history that the run met, or null.
  boolean record(
      SignalEntry entry,
      List<Subscription> current,
      List<? extends Notification> notifications,
      @Nullable Revision revision);

  /// Restated history that runs of one portfolio of the owner met, newest session first.
  List<RecordedRevision> revisions(Owner owner, PortfolioId portfolio, int limit);

  /// The owner's rows, newest session first.
  ///
  /// @param session null for all sessions
  List<SignalEntry> ofSession(Owner owner, @Nullable Session session, int limit);

  /// The rows of one portfolio of the owner, newest session first.
  List<SignalEntry> ofPortfolio(Owner owner, PortfolioId portfolio, int limit);
}
