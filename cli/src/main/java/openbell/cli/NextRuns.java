package openbell.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.Upcoming;
import openbell.model.portfolio.Schedule;

/// When a portfolio would run next, as far as the built-in calendar of its exchange knows.
///
/// @param last the last date that the calendar knows
/// @param spread each run starts within this time after it is due; zero without a spread
/// @param runs at most three, on the clock of the exchange
record NextRuns(String exchange, LocalDate last, Duration spread, List<Upcoming> runs) {
  private static final int SHOWN = 3;
  private static final DateTimeFormatter ON_THE_CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);

  static Optional<NextRuns> of(Schedule schedule, Instant now) {
    return Calendars.builtIn()
        .find(schedule.calendar())
        .map(
            calendar ->
                new NextRuns(
                    calendar.market(),
                    calendar.last(),
                    schedule.width(),
                    Upcoming.of(calendar, schedule, now, SHOWN)));
  }

  /// A line for each run, and one when the calendar ends before the last of them.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Upcoming run : runs) {
      lines.add(ON_THE_CLOCK.format(run.at()) + session(run) + later());
    }
    if (runs.size() < SHOWN) {
      lines.add(
          "%snot known: the calendar of %s ends on %s"
              .formatted(runs.isEmpty() ? "" : "then ", exchange, last));
    }
    return lines;
  }

  /// Named only where an offset or a zone moves the run to another date.
  private String session(Upcoming run) {
    OffsetDateTime at = run.at();
    String session =
        at.toLocalDate().equals(run.session()) ? "" : "session " + run.session() + " of ";
    return " (" + session + exchange + ")";
  }

  private String later() {
    return spread.isZero() ? "" : ", or up to " + spread + " later";
  }
}
