package openbell.scheduler.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Schedule;
import openbell.scheduler.schedule.DueTick.Verdict;

/// Serves every portfolio that waits for a session, page by page.
///
/// A crash between two pages costs nothing: the rows that are missing are found by the next beat.
public final class SessionBatch {
  /// Portfolios per transaction: large enough to be quick, small enough to lock nothing for long.
  static final int PAGE = 500;

  /// A million portfolios; more is left to the next beat.
  static final int MOST_PAGES = 2_000;

  private final ScheduleLedger ledger;
  private final DueTicks dueTicks;

  public SessionBatch(ScheduleLedger ledger, DueTicks dueTicks) {
    this.ledger = ledger;
    this.dueTicks = dueTicks;
  }

  /// Serves everything that is due at `now`.
  public Served serveDue(Instant now) {
    Served served = Served.NOTHING;
    for (Schedule schedule : ledger.schedules()) {
      for (DueTick due : dueTicks.at(now, schedule)) {
        served = served.plus(serve(due, limit -> ledger.waiting(due, limit), now));
      }
    }
    return served;
  }

  /// Serves one owner's portfolios for one session now, whenever it was.
  public Served serve(Owner owner, TradingCalendar calendar, SessionHours session, Instant now) {
    Served served = Served.NOTHING;
    for (Schedule schedule : ledger.schedules(owner, calendar.market())) {
      Optional<Tick> tick = Tick.of(calendar, schedule, session);
      if (tick.isPresent()) {
        DueTick due = new DueTick(schedule, tick.get(), Verdict.FIRE, "Fired by hand.");
        served = served.plus(serve(due, limit -> ledger.waiting(owner, due, limit), now));
      }
    }
    return served;
  }

  private Served serve(DueTick due, IntFunction<List<DuePortfolio>> waiting, Instant now) {
    int recorded = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      List<DuePortfolio> portfolios = waiting.apply(PAGE);
      if (portfolios.isEmpty()) {
        break;
      }
      recorded += ledger.record(due, DuePortfolios.runs(due.tick(), portfolios), now);
    }
    return due.verdict() == Verdict.FIRE ? new Served(recorded, 0) : new Served(0, recorded);
  }

  /// How many runs were requested, and how many sessions were written off.
  public record Served(int requested, int missed) {
    static final Served NOTHING = new Served(0, 0);

    Served plus(Served other) {
      return new Served(requested + other.requested, missed + other.missed);
    }
  }
}
