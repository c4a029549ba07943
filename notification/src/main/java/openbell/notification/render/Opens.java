package openbell.notification.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.run.RunRef;

/// The open at which the simulation fills, and what clocks show then.
final class Opens {
  private Opens() {}

  /// In the market's zone; empty when no calendar knows it.
  static Optional<ZonedDateTime> fill(RunRef run) {
    return Calendars.builtIn()
        .find(run.session().market())
        .flatMap(
            calendar -> {
              CalendarDay day =
                  run.asOf().isBefore(run.session().date())
                      ? calendar.day(run.session().date())
                      : calendar.next(run.session().date());
              return day instanceof CalendarDay.Trading trading
                  ? Optional.of(trading.hours().open().atZone(calendar.zone()))
                  : Optional.empty();
            });
  }

  /// `11 May 2018, 09:30 New York time`
  static String in(ZonedDateTime moment, Words words) {
    return words.say(
        "moment",
        words.day(moment.toLocalDate()),
        words.time(moment),
        words.city(moment.getZone()));
  }

  /// ` (15:30 in Berlin, your time)`; empty when the reader's clock shows the same.
  static String own(RunRef run, ZoneId zone, Words words) {
    return fill(run).map(open -> own(open, zone, words)).orElse("");
  }

  private static String own(ZonedDateTime open, ZoneId zone, Words words) {
    Instant instant = open.toInstant();
    if (zone.getRules().getOffset(instant).equals(open.getOffset())) {
      return "";
    }
    ZonedDateTime own = instant.atZone(zone);
    return own.toLocalDate().equals(open.toLocalDate())
        ? words.say("ownTime", words.time(own), words.city(zone))
        : words.say(
            "ownTime.otherDay", words.time(own), words.city(zone), words.day(own.toLocalDate()));
  }
}
