package openbell.model.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import openbell.model.calendar.SessionHours.Break;
import openbell.model.calendar.SessionHours.Kind;
import openbell.model.market.Session;
import org.jspecify.annotations.Nullable;

/// The usual hours of an exchange in its local time; midnight closes the day it ends.
///
/// @param pause the break at noon, or null
record DayHours(ZoneId zone, LocalTime open, LocalTime close, @Nullable Pause pause) {
  /// A break in local time.
  record Pause(LocalTime start, LocalTime end) {}

  DayHours(ZoneId zone, LocalTime open, LocalTime close) {
    this(zone, open, close, null);
  }

  /// The session of a day that may open or close at another time than usual.
  SessionHours on(Session session, LocalTime opens, LocalTime closes, String note) {
    LocalDate date = session.date();
    LocalDate last = closes.equals(LocalTime.MIDNIGHT) ? date.plusDays(1) : date;
    boolean shorter = !closes.equals(close) || opens.isAfter(open);
    return new SessionHours(
        session,
        at(date, opens),
        at(last, closes),
        breaks(date, opens, closes),
        shorter ? Kind.HALF : Kind.FULL,
        note);
  }

  private List<Break> breaks(LocalDate date, LocalTime opens, LocalTime closes) {
    boolean inside = pause != null && opens.isBefore(pause.start()) && closes.isAfter(pause.end());
    return inside && pause != null
        ? List.of(new Break(at(date, pause.start()), at(date, pause.end())))
        : List.of();
  }

  private Instant at(LocalDate date, LocalTime time) {
    return LocalMoment.of(date, time, zone);
  }
}
