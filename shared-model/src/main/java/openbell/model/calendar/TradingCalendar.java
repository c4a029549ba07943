package openbell.model.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import openbell.model.market.Session;

/// The sessions of one exchange: a pure function of the date.
///
/// Hours are kept in local time and resolved per date, so a change of the clocks moves the instants
/// and never the session. The known years are {@link #FIRST} to {@link #LAST}; beyond them the
/// answer is {@link CalendarDay.BeyondHorizon}.
public final class TradingCalendar {
  public static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
  public static final LocalDate LAST = LocalDate.of(2035, 12, 31);

  private final String market;
  private final ZoneId zone;
  private final LocalTime open;
  private final LocalTime close;
  private final DayRules rules;

  private TradingCalendar(
      String market, ZoneId zone, LocalTime open, LocalTime close, DayRules rules) {
    this.market = market;
    this.zone = zone;
    this.open = open;
    this.close = close;
    this.rules = rules;
  }

  /// The calendar of an exchange: `XNYS`, `XNAS`, or `H24` for what never closes.
  public static Optional<TradingCalendar> of(String market) {
    return switch (market) {
      case "XNYS", "XNAS" ->
          Optional.of(
              new TradingCalendar(
                  market,
                  ZoneId.of("America/New_York"),
                  LocalTime.of(9, 30),
                  LocalTime.of(16, 0),
                  new UsRules()));
      case "H24" ->
          Optional.of(
              new TradingCalendar(
                  market,
                  ZoneOffset.UTC,
                  LocalTime.MIDNIGHT,
                  LocalTime.MIDNIGHT,
                  new NeverClosed()));
      default -> Optional.empty();
    };
  }

  public String market() {
    return market;
  }

  public ZoneId zone() {
    return zone;
  }

  /// What is known about `date`.
  public CalendarDay day(LocalDate date) {
    if (date.isBefore(FIRST) || date.isAfter(LAST)) {
      return new CalendarDay.BeyondHorizon(date, FIRST, LAST);
    }
    return rules
        .closure(date)
        .<CalendarDay>map(reason -> new CalendarDay.Closed(date, reason))
        .orElseGet(() -> new CalendarDay.Trading(hours(date)));
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

  private SessionHours hours(LocalDate date) {
    Optional<LocalTime> early = rules.earlyClose(date);
    LocalTime until = early.orElse(close);
    // Midnight closes the day it ends, not the day it begins.
    LocalDate closes = until.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
    return new SessionHours(
        new Session(market, date),
        date.atTime(open).atZone(zone).toInstant(),
        closes.atTime(until).atZone(zone).toInstant(),
        early.isPresent() ? SessionHours.Kind.HALF : SessionHours.Kind.FULL);
  }

  private record NeverClosed() implements DayRules {
    @Override
    public Optional<String> closure(LocalDate date) {
      return Optional.empty();
    }

    @Override
    public Optional<LocalTime> earlyClose(LocalDate date) {
      return Optional.empty();
    }
  }
}
