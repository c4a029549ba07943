package openbell.model.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import openbell.model.market.Session;

/// The sessions of one exchange: a pure function of the date.
///
/// Hours are kept in local time and resolved per date, so a change of the clocks moves the instants
/// and never the session. Before {@link #first} and after {@link #last} the answer is
/// {@link CalendarDay.BeyondHorizon}: nothing is guessed.
public final class TradingCalendar {
  private final String market;
  private final DayHours hours;
  private final DayRules rules;
  private final LocalDate first;
  private final LocalDate last;
  private final String source;
  private final Map<LocalDate, CalendarOverride> overrides;

  TradingCalendar(
      String market,
      DayHours hours,
      DayRules rules,
      LocalDate first,
      LocalDate last,
      String source,
      Map<LocalDate, CalendarOverride> overrides) {
    this.market = market;
    this.hours = hours;
    this.rules = rules;
    this.first = first;
    this.last = last;
    this.source = source;
    this.overrides = Map.copyOf(overrides);
  }

  TradingCalendar with(Map<LocalDate, CalendarOverride> others) {
    return new TradingCalendar(market, hours, rules, first, last, source, others);
  }

  /// Market identifier code, e.g. `XNYS`.
  public String market() {
    return market;
  }

  public ZoneId zone() {
    return hours.zone();
  }

  /// Local time of the usual open.
  public LocalTime opens() {
    return hours.open();
  }

  /// First date that is known.
  public LocalDate first() {
    return first;
  }

  /// Last date that is known: the horizon.
  public LocalDate last() {
    return last;
  }

  /// Where the days come from, for people.
  public String source() {
    return source;
  }

  /// What is known about `date`.
  public CalendarDay day(LocalDate date) {
    if (date.isBefore(first) || date.isAfter(last)) {
      return new CalendarDay.BeyondHorizon(date, first, last);
    }
    CalendarOverride override = overrides.get(date);
    if (override == null) {
      return usual(date);
    }
    return switch (override) {
      case CalendarOverride.Closure closure -> new CalendarDay.Closed(date, closure.reason());
      case CalendarOverride.ChangedClose change -> changed(change);
      case CalendarOverride.AddedSession added ->
          new CalendarDay.Trading(
              hours.on(session(date), added.open(), added.close(), added.reason()));
    };
  }

  private CalendarDay usual(LocalDate date) {
    return rules
        .closure(date)
        .<CalendarDay>map(reason -> new CalendarDay.Closed(date, reason))
        .orElseGet(() -> new CalendarDay.Trading(regular(date)));
  }

  /// On a day without a session there is no close to change.
  private CalendarDay changed(CalendarOverride.ChangedClose change) {
    return rules.closure(change.date()).isPresent()
        ? usual(change.date())
        : new CalendarDay.Trading(
            hours.on(session(change.date()), hours.open(), change.close(), change.reason()));
  }

  /// The hours that a session on `date` has, or would have had on a day that is closed.
  public SessionHours regular(LocalDate date) {
    LocalTime close = rules.earlyClose(date).orElse(hours.close());
    return hours.on(session(date), hours.open(), close, "");
  }

  private Session session(LocalDate date) {
    return new Session(market, date);
  }

  /// The first session after `date`, or the horizon. Never {@link CalendarDay.Closed}.
  public CalendarDay next(LocalDate date) {
    return walk(date, 1);
  }

  /// The last session before `date`, or the horizon. Never {@link CalendarDay.Closed}.
  public CalendarDay previous(LocalDate date) {
    return walk(date, -1);
  }

  private CalendarDay walk(LocalDate date, int step) {
    CalendarDay day = day(date.plusDays(step));
    while (day instanceof CalendarDay.Closed closed) {
      day = day(closed.date().plusDays(step));
    }
    return day;
  }
}
