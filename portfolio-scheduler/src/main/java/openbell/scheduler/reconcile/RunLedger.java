package openbell.scheduler.reconcile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.market.Session;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import org.jspecify.annotations.Nullable;

/// What became of every run. Another owner's run does not exist.
public interface RunLedger {
  /// Writes the run and the request for it together. False when the run was there already.
  boolean request(RunRef run, Instant at);

  Optional<RunRecord> find(Owner owner, RunId id);

  /// Which of these runs have an outcome, `DONE` or `FAILED`.
  ///
  /// @param runs with their owners
  Map<RunId, RunState> settled(Map<RunId, Owner> runs);

  /// Runs, newest request first.
  List<RunRecord> list(Owner owner, Filter filter, int limit);

  /// The manual run with the highest revision for the same evaluation.
  Optional<RunRecord> newest(Owner owner, PortfolioId portfolio, LocalDate asOf, String configHash);

  /// The run of each portfolio that was requested last.
  Map<PortfolioId, RunRecord> newestOf(Owner owner, Collection<PortfolioId> portfolios);

  /// How many runs of a session's batch are in each state, and how many were missed.
  Counts counts(Session session, Owner owner);

  /// A result is there. A failure that was reported before is forgotten.
  void completed(RunCompleted completed, Instant at);

  /// There will be no result. Changes nothing when one is there.
  void failed(RunFailed failed, Instant at);

  /// Runs of everybody without an outcome that were requested before `before`, oldest first.
  List<RunRecord> unfinished(Instant before, @Nullable RunRecord after, int limit);

  /// Which runs are listed; null means all.
  ///
  /// @param after the last run of the page before
  record Filter(@Nullable PortfolioId portfolio, @Nullable Session session, @Nullable RunId after) {
    public static final Filter ALL = new Filter(null, null, null);
  }

  /// A session's batch by state.
  record Counts(int queued, int done, int failed, int missed) {
    public int all() {
      return queued + done + failed;
    }
  }
}
