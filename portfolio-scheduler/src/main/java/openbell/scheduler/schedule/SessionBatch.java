package openbell.scheduler.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Schedule;

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
  private final CalendarSource calendars;

  public SessionBatch(ScheduleLedger ledger, DueTicks dueTicks, CalendarSource calendars) {
    this.ledger = ledger;
    this.dueTicks = dueTicks;
    this.calendars = calendars;
  }

  /// Serves everything that is due at `now`.
  public Served serveDue(Instant now) {
    Calendars known = calendars.now();
    Served served = Served.NOTHING;
    for (Schedule schedule : ledger.schedules()) {
      Optional<TradingCalendar> calendar = known.find(schedule.calendar());
      if (calendar.isPresent()) {
        for (DueTick due : ordered(dueTicks.at(now, schedule, calendar.get()))) {
          served = served.plus(serve(due, limit -> ledger.waiting(due, limit), now));
        }
      }
    }
    return served;
  }

  /// The newest first: somebody waits for it. But a run that stands for older sessions names them,
  /// so they are written down before it.
  private static List<DueTick> ordered(List<DueTick> due) {
    return due.stream().anyMatch(tick -> tick.mergedInto() != null) ? due.reversed() : due;
  }

  /// Serves one owner's portfolios for one session now, whenever it was.
  public Served serve(Owner owner, TradingCalendar calendar, SessionHours session, Instant now) {
    Served served = Served.NOTHING;
    for (Schedule schedule : ledger.schedules(owner, calendar.market())) {
      Optional<Tick> tick = Tick.of(calendar, schedule, session);
      if (tick.isPresent()) {
        DueTick due =
            DueTick.fire(schedule, tick.get(), "Fired by hand.", now.plus(dueTicks.finishWithin()));
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
      recorded += record(due, portfolios.stream().filter(one -> !one.paused()).toList(), now);
      record(due.paused(), portfolios.stream().filter(DuePortfolio::paused).toList(), now);
    }
    return switch (due.verdict()) {
      case FIRE -> new Served(recorded, 0);
      case MISS -> new Served(0, recorded);
      case CLOSED, PAUSED -> Served.NOTHING;
    };
  }

  private int record(DueTick due, List<DuePortfolio> portfolios, Instant now) {
    return portfolios.isEmpty()
        ? 0
        : ledger.record(due, DuePortfolios.runs(due.tick(), portfolios), now);
  }

  /// How many runs were requested, and how many sessions were written off.
  public record Served(int requested, int missed) {
    static final Served NOTHING = new Served(0, 0);

    Served plus(Served other) {
      return new Served(requested + other.requested, missed + other.missed);
    }
  }
}
