package openbell.scheduler.live;

import java.time.Instant;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.run.RunId;
import openbell.runtime.live.Progress;

/// The stored log of what happened to runs, on connections of its own.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when the database does not answer.
public interface ProgressLog {

  /// Writes a batch down in order. What is above the bound of its run is left out.
  void append(List<Progress> batch);

  /// The `seq` of the newest line; 0 when there is none.
  long head();

  /// Lines of everybody after `seq`, oldest first. Lines are seen in the order of their numbers:
  /// what
  /// is missing between two of them never comes.
  List<LogLine> after(long seq, int limit);

  /// Lines about one subject after `seq`, oldest first.
  List<LogLine> about(Subject subject, long seq, int limit);

  /// The newest lines about one subject, oldest first.
  List<LogLine> newest(Subject subject, int limit);

  /// Runs of a batch that a worker holds.
  List<RunId> running(Owner owner, Session session);

  /// Forgets the oldest lines that are from before `before`.
  ///
  /// @return how many; fewer than `limit` when none is left
  int forget(Instant before, int limit);
}
