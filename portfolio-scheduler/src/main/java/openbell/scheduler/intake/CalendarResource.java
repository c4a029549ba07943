package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.schedule.CalendarSource;
import org.jspecify.annotations.Nullable;

/// When exchanges trade, with the overrides that are known now.
@Path("/api/v1/calendars")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CalendarResource {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 400;
  private static final String WEEKEND = "weekend";

  private final CalendarSource calendars;
  private final Clock clock;

  CalendarResource(CalendarSource calendars, Clock clock) {
    this.calendars = calendars;
    this.clock = clock;
  }

  @GET
  public Listed list() {
    Calendars known = calendars.now();
    List<Exchange> exchanges = new ArrayList<>();
    for (String market : known.known()) {
      known.find(market).map(CalendarResource::exchange).ifPresent(exchanges::add);
    }
    return new Listed(known.version(), Calendars.tzdb(), exchanges);
  }

  private static Exchange exchange(TradingCalendar calendar) {
    return new Exchange(
        calendar.market(),
        calendar.zone().getId(),
        calendar.first(),
        calendar.last(),
        calendar.source(),
        "/api/v1/calendars/" + calendar.market());
  }

  /// Sessions, and the weekdays without one; today and 30 days more when nothing else is asked.
  @GET
  @Path("{mic}")
  public Days days(
      @PathParam("mic") String mic,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    Calendars known = calendars.now();
    TradingCalendar calendar = known.find(mic).orElseThrow(() -> unknown(known));
    LocalDate first =
        from == null
            ? LocalDate.ofInstant(clock.instant(), calendar.zone())
            : Problems.date(from, "/from");
    LocalDate last = to == null ? first.plusDays(USUAL_DAYS) : Problems.date(to, "/to");
    check(calendar, first, last);
    List<TradingSession> sessions = new ArrayList<>();
    List<ClosedDay> closed = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      switch (calendar.day(date)) {
        case CalendarDay.Trading day -> sessions.add(session(day.hours(), calendar.zone()));
        case CalendarDay.Closed day -> {
          if (!day.reason().equals(WEEKEND)) {
            closed.add(new ClosedDay(date, day.reason()));
          }
        }
        case CalendarDay.BeyondHorizon _ -> throw horizon(calendar, date);
      }
    }
    return new Days(exchange(calendar), known.version(), sessions, closed);
  }

  static ProblemException unknown(Calendars known) {
    return new ProblemException(
        404,
        "calendar-not-found",
        "There is no such calendar. Known are %s.".formatted(String.join(", ", known.known())));
  }

  private static void check(TradingCalendar calendar, LocalDate first, LocalDate last) {
    if (last.isBefore(first)) {
      throw Problems.invalid(
          "S004", "/to", "to is before from.", "Name a day that is not before " + first + ".");
    }
    if (first.plusDays(MOST_DAYS).isBefore(last.plusDays(1))) {
      throw Problems.invalid(
          "S004",
          "/to",
          "One answer has at most %d days.".formatted(MOST_DAYS),
          "Ask for days up to " + first.plusDays(MOST_DAYS - 1) + ".");
    }
    for (LocalDate end : List.of(first, last)) {
      if (calendar.day(end) instanceof CalendarDay.BeyondHorizon) {
        throw horizon(calendar, end);
      }
    }
  }

  private static ProblemException horizon(TradingCalendar calendar, LocalDate date) {
    return Problems.invalid(
        "CALENDAR_HORIZON_EXCEEDED",
        date.isBefore(calendar.first()) ? "/from" : "/to",
        "The calendar of %s does not reach %s.".formatted(calendar.market(), date),
        "It reaches from %s to %s.".formatted(calendar.first(), calendar.last()));
  }

  private static TradingSession session(SessionHours hours, ZoneId zone) {
    return new TradingSession(
        hours.session().date(),
        at(hours.open(), zone),
        at(hours.close(), zone),
        hours.breaks().stream()
            .map(pause -> new Pause(at(pause.start(), zone), at(pause.end(), zone)))
            .toList(),
        hours.kind(),
        hours.note().isEmpty() ? null : hours.note());
  }

  private static OffsetDateTime at(Instant moment, ZoneId zone) {
    return moment.atZone(zone).toOffsetDateTime();
  }

  /// All exchanges.
  ///
  /// @param version of all that the answers depend on; it changes with an override
  public record Listed(String version, String tzdb, List<Exchange> calendars) {}

  /// An exchange and how far its calendar reaches.
  public record Exchange(
      String mic, String zone, LocalDate first, LocalDate horizon, String source, String self) {}

  /// The days of one exchange.
  ///
  /// @param closed weekdays without a session
  public record Days(
      Exchange exchange, String version, List<TradingSession> sessions, List<ClosedDay> closed) {}

  /// A session on the exchange's own clock.
  ///
  /// @param reason why an override changed its hours; absent when none did
  public record TradingSession(
      LocalDate date,
      OffsetDateTime open,
      OffsetDateTime close,
      List<Pause> breaks,
      SessionHours.Kind kind,
      @Nullable String reason) {}

  /// A break inside a session.
  public record Pause(OffsetDateTime start, OffsetDateTime end) {}

  /// A weekday without a session.
  public record ClosedDay(LocalDate date, String reason) {}
}
