package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.runtime.rest.Caller;
import openbell.scheduler.schedule.CalendarSource;
import org.jspecify.annotations.Nullable;

/// When exchanges trade, as pages: all of them as of now, and one month of one of them.
@Path("/calendars")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class CalendarPages {
  private final Caller caller;
  private final CalendarSource calendars;
  private final Clock clock;

  CalendarPages(Caller caller, CalendarSource calendars, Clock clock) {
    this.caller = caller;
    this.calendars = calendars;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance calendars(List<CalendarRow> rows);

    static native TemplateInstance calendar(CalendarPage page);
  }

  /// An exchange and what it does now.
  ///
  /// @param soon whether the calendar ends soon, so that somebody must bring a newer one
  public record CalendarRow(
      String mic, String zone, boolean open, String now, String then, String until, boolean soon) {}

  @GET
  public TemplateInstance list() {
    caller.owner();
    Calendars known = calendars.now();
    Instant now = clock.instant();
    List<CalendarRow> rows = new ArrayList<>();
    for (String market : known.known()) {
      known.find(market).map(calendar -> row(calendar, now)).ifPresent(rows::add);
    }
    return Templates.calendars(rows);
  }

  private static final int SOON_DAYS = 90;

  private static CalendarRow row(TradingCalendar calendar, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, calendar.zone());
    CalendarDay day = calendar.day(today);
    boolean open = day instanceof CalendarDay.Trading(SessionHours hours) && inside(hours, now);
    return new CalendarRow(
        calendar.market(),
        CalendarPage.zone(calendar.zone()),
        open,
        status(day, now, calendar),
        next(calendar, day, now),
        Show.day(calendar.last()),
        today.plusDays(SOON_DAYS).isAfter(calendar.last()));
  }

  private static boolean inside(SessionHours hours, Instant now) {
    return !now.isBefore(hours.open()) && now.isBefore(hours.close());
  }

  private static String status(CalendarDay day, Instant now, TradingCalendar calendar) {
    return switch (day) {
      case CalendarDay.Trading(SessionHours hours) when inside(hours, now) ->
          "until " + CalendarPage.time(hours.close(), calendar.zone());
      case CalendarDay.Trading(SessionHours hours) when now.isBefore(hours.open()) ->
          "before the open";
      case CalendarDay.Trading _ -> "after the close";
      case CalendarDay.Closed closed -> closed.reason();
      case CalendarDay.BeyondHorizon _ -> "the calendar has ended";
    };
  }

  /// The next open; empty when the calendar does not reach it.
  private static String next(TradingCalendar calendar, CalendarDay today, Instant now) {
    if (today instanceof CalendarDay.Trading(SessionHours hours) && now.isBefore(hours.open())) {
      return CalendarPage.moment(hours.open(), calendar.zone());
    }
    LocalDate date = LocalDate.ofInstant(now, calendar.zone());
    return calendar.next(date) instanceof CalendarDay.Trading(SessionHours hours)
        ? CalendarPage.moment(hours.open(), calendar.zone())
        : "";
  }

  /// @param month any day of it or `2018-05`; the present one when absent
  @GET
  @Path("{mic}")
  public TemplateInstance month(
      @PathParam("mic") String mic, @QueryParam("month") @Nullable String month) {
    caller.owner();
    Calendars known = calendars.now();
    TradingCalendar calendar = known.find(mic).orElseThrow(() -> CalendarResource.unknown(known));
    LocalDate today = LocalDate.ofInstant(clock.instant(), calendar.zone());
    return Templates.calendar(CalendarPage.of(calendar, month(month, today), today));
  }

  private static YearMonth month(@Nullable String text, LocalDate today) {
    if (text == null) {
      return YearMonth.from(today);
    }
    try {
      return YearMonth.parse(text.length() > 7 ? text.substring(0, 7) : text);
    } catch (DateTimeException _) {
      throw Problems.invalid("S006", "/month", "It must be a month.", "Write it as YYYY-MM.");
    }
  }
}
