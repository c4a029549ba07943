package openbell.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import openbell.model.calendar.Calendars;
import openbell.model.portfolio.Schedule;

/// How far the calendar of an exchange that is in use still reaches. Pure.
///
/// @param last the last date that is known
/// @param days from today, on the exchange's clock, to `last`; negative when it has passed
public record Horizon(String market, LocalDate last, long days) {
  /// What people are told, the more urgent the later: at 90, 30 and 7 days, and when it is over.
  public enum Notice {
    SOON(90),
    NEAR(30),
    CLOSE(7),
    PASSED(-1);

    private final int days;

    Notice(int days) {
      this.days = days;
    }
  }

  /// The horizons of the exchanges that `schedules` use, by market; one that is unknown has none.
  public static List<Horizon> of(List<Schedule> schedules, Calendars calendars, Instant now) {
    List<Horizon> found = new ArrayList<>();
    for (String market :
        schedules.stream().map(Schedule::calendar).collect(Collectors.toCollection(TreeSet::new))) {
      calendars
          .find(market)
          .ifPresent(
              calendar -> {
                LocalDate today = now.atZone(calendar.zone()).toLocalDate();
                long days = ChronoUnit.DAYS.between(today, calendar.last());
                found.add(new Horizon(market, calendar.last(), days));
              });
    }
    return found;
  }

  /// The most urgent notice that is due, however late somebody looks; empty while the end is far.
  public Optional<Notice> notice() {
    return Stream.of(Notice.values()).filter(notice -> days <= notice.days).reduce((_, b) -> b);
  }

  /// What has to be done about exchanges that end on the same date, as one sentence.
  static String text(List<Horizon> ending) {
    Horizon one = ending.getFirst();
    String markets = ending.stream().map(Horizon::market).collect(Collectors.joining(", "));
    String when =
        one.days < 0
            ? "ended on %s, and no portfolio there runs any more".formatted(one.last)
            : "ends on %s, in %d days, and no portfolio there runs after it"
                .formatted(one.last, one.days);
    return "The calendar of %s %s: update the data file, see docs/calendars.md."
        .formatted(markets, when);
  }
}
