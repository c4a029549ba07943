package openbell.scheduler.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.run.FailureReason;
import openbell.model.run.RunId;
import openbell.scheduler.reconcile.RunLedger.Counts;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.jspecify.annotations.Nullable;

/// The batches of an owner's sessions. A portfolio counts once in each: with its newest revision.
public interface MarketOpens {
  /// Sessions that asked for runs, newest first.
  ///
  /// @param before the last session of the page before, or null
  List<Opening> sessions(Owner owner, @Nullable Session before, int limit);

  /// Runs of a session's batch.
  List<RunRecord> runs(Owner owner, Session session, Choice choice, int limit);

  /// How long the runs of a session took that have ended.
  Pace pace(Owner owner, Session session);

  /// Why runs of a session failed, the most frequent reason first.
  List<Cause> causes(Owner owner, Session session);

  /// Asks once more for every run of a session that failed, as a new revision of it, and takes it
  /// into
  /// the schedule's outcome. Portfolios that were deleted since are left out.
  ///
  /// @param deadline when the new runs should have ended
  /// @return how many were asked for
  int retry(Owner owner, Session session, Instant at, Instant deadline);

  /// A session and how its batch stands.
  record Opening(Session session, Counts counts) {}

  /// Which runs are listed.
  ///
  /// @param state null for all; `RUNNING` is not stored, so that it names none
  /// @param after the last run of the page before, or null
  record Choice(@Nullable RunState state, Order order, @Nullable RunId after) {
    public static final Choice SLOWEST = new Choice(null, Order.SLOWEST, null);
  }

  /// What comes first. A run that has not ended yet is slower than all that have.
  enum Order {
    NEWEST,
    SLOWEST
  }

  /// From the request of a run to its end.
  ///
  /// @param ended runs that were measured; without any, all durations are zero
  /// @param whole from the first request to the last end
  record Pace(int ended, Duration median, Duration slow, Duration slowest, Duration whole) {
    public boolean known() {
      return ended > 0;
    }
  }

  /// A reason why runs failed.
  ///
  /// @param detail of one of them
  record Cause(FailureReason reason, int runs, String detail) {}
}
