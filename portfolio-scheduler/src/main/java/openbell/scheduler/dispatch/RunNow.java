package openbell.scheduler.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.market.Session;
import openbell.model.portfolio.Schedule;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import openbell.scheduler.schedule.CalendarSource;
import openbell.scheduler.schedule.Tick;
import org.jspecify.annotations.Nullable;

/// Runs one portfolio because its owner asks, not because it is due.
///
/// Asking twice for the same evaluation is asking once; after a failure it is a new revision.
public final class RunNow {
  private final RunLedger ledger;
  private final CalendarSource calendars;

  public RunNow(RunLedger ledger, CalendarSource calendars) {
    this.ledger = ledger;
    this.calendars = calendars;
  }

  /// @param date of the session to run for, or null for the one that opens next or is open
  public Answer request(PortfolioLine portfolio, @Nullable LocalDate date, Instant now) {
    Schedule schedule = portfolio.schedule();
    Optional<TradingCalendar> calendar = calendars.now().find(schedule.calendar());
    if (calendar.isEmpty()) {
      return new Refused("CALENDAR_UNKNOWN", "There is no calendar " + schedule.calendar() + ".");
    }
    Optional<SessionHours> closed = Tick.lastClosed(calendar.get(), now);
    if (closed.isEmpty()) {
      return horizon(calendar.get().day(now.atZone(calendar.get().zone()).toLocalDate()));
    }
    LocalDate asOf = closed.get().session().date();
    CalendarDay upcoming = calendar.get().next(asOf);
    if (!(upcoming instanceof CalendarDay.Trading next)) {
      return horizon(upcoming);
    }
    if (date == null) {
      return request(portfolio, next.hours().session(), asOf, now);
    }
    if (date.isAfter(next.hours().session().date())) {
      return new Refused(
          "SESSION_IN_FUTURE",
          "%s has not come yet; the next session is %s."
              .formatted(date, next.hours().session().date()));
    }
    return request(portfolio, calendar.get(), date, now);
  }

  private Answer request(
      PortfolioLine portfolio, TradingCalendar calendar, LocalDate date, Instant now) {
    return switch (calendar.day(date)) {
      case CalendarDay.Closed closed ->
          new Refused(
              "NO_SESSION",
              "%s is closed on %s: %s.".formatted(calendar.market(), date, closed.reason()));
      case CalendarDay.BeyondHorizon beyond -> horizon(beyond);
      case CalendarDay.Trading trading ->
          Tick.of(calendar, portfolio.schedule(), trading.hours())
              .map(tick -> request(portfolio, tick.session(), notAfter(now, calendar, tick), now))
              .orElseGet(() -> horizon(calendar.previous(date)));
    };
  }

  /// A tick later today may count on a close that has not happened yet.
  private static LocalDate notAfter(Instant now, TradingCalendar calendar, Tick tick) {
    return Tick.lastClosed(calendar, now)
        .map(closed -> closed.session().date())
        .filter(closed -> closed.isBefore(tick.asOf()))
        .orElse(tick.asOf());
  }

  private Answer request(PortfolioLine portfolio, Session session, LocalDate asOf, Instant now) {
    Optional<RunRecord> earlier =
        ledger.newest(portfolio.owner(), portfolio.id(), asOf, portfolio.configHash());
    int revision =
        earlier
            .map(run -> run.run().revision() + (run.state() == RunState.FAILED ? 1 : 0))
            .orElse(1);
    RunRef run =
        RunRef.of(
            portfolio.owner(),
            portfolio.id(),
            session,
            asOf,
            portfolio.configHash(),
            revision,
            Purpose.MANUAL);
    return new Requested(run, ledger.request(run, now));
  }

  private static Refused horizon(CalendarDay day) {
    String range =
        day instanceof CalendarDay.BeyondHorizon beyond
            ? " It reaches from " + beyond.first() + " to " + beyond.last() + "."
            : "";
    return new Refused(
        "CALENDAR_HORIZON_EXCEEDED", "The calendar does not reach that date." + range);
  }

  /// What became of the wish.
  public sealed interface Answer {}

  /// @param fresh false when the same run had been asked for before
  public record Requested(RunRef run, boolean fresh) implements Answer {}

  /// @param code stable, e.g. `NO_SESSION`
  public record Refused(String code, String detail) implements Answer {}
}
