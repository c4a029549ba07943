package openbell.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Schedule;
import openbell.model.run.RunRef;

/// Remembers which portfolio was served for which session: one row per (portfolio, session), so
/// that a second tick, or a second scheduler, changes nothing.
public interface ScheduleLedger {
  /// The different schedules of all living portfolios.
  List<Schedule> schedules();

  /// The different schedules of an owner's living portfolios on one market.
  List<Schedule> schedules(Owner owner, String market);

  /// Portfolios of everybody that wait for a tick: without a row, and older than the tick with the
  /// schedule they have; paused ones as well.
  List<DuePortfolio> waiting(DueTick due, int limit);

  /// One owner's portfolios without a row for the tick's session, however young; none that is
  /// paused.
  List<DuePortfolio> waiting(Owner owner, DueTick due, int limit);

  /// Writes rows and, when the tick fires, the runs and the requests for them: all or nothing.
  ///
  /// @return how many were new
  int record(DueTick due, List<RunRef> runs, Instant at);

  /// What became of an owner's portfolio in the sessions of a time, newest first.
  List<SessionOutcome> outcomes(
      Owner owner, PortfolioId portfolio, LocalDate from, LocalDate to, int limit);
}
