package openbell.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.wire.CalendarOverrideCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints the sessions of an exchange without any server.
@Command(
    name = "calendar",
    description = {
      "Prints when an exchange trades, offline.",
      "Times are those of the exchange's own clock. Without --from it begins today; without --to it"
          + " shows 30 days."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:Every day asked for is known.",
      "1:Some of the days are beyond what the calendar knows."
    })
final class CalendarCommand implements Callable<Integer> {
  private static final int BEYOND = 1;
  private static final int DAYS = 30;
  private static final int MOST_DAYS = 20_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "EXCHANGE", description = "Market identifier code, e.g. XNYS.")
  private String exchange;

  @Option(names = "--from", paramLabel = "DATE", description = "First day, YYYY-MM-DD.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day, YYYY-MM-DD.")
  private @Nullable LocalDate to;

  @Option(names = "--json", description = "Print the days as JSON.")
  private boolean json;

  @Option(
      names = "--override",
      paramLabel = "FILE",
      description = "A file of closures and changed hours, see docs/calendars.md.")
  private @Nullable Path override;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  CalendarCommand() {}

  @Override
  public Integer call() {
    Calendars calendars = calendars();
    TradingCalendar calendar =
        calendars
            .find(exchange.toUpperCase(Locale.ROOT))
            .orElseThrow(
                () ->
                    refused(
                        "there is no calendar %s; known are %s"
                            .formatted(exchange, String.join(", ", calendars.known()))));
    LocalDate first = from == null ? LocalDate.now(Clock.system(calendar.zone())) : from;
    LocalDate last = to == null ? first.plusDays(DAYS) : to;
    if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
      throw refused("--to must be a day after --from, at most %d later".formatted(MOST_DAYS));
    }
    List<CalendarDay> days =
        first.datesUntil(last.plusDays(1)).map(calendar::day).filter(this::isShown).toList();
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? json(calendar, calendars.version(), days) : table(calendar, days));
    out.flush();
    return days.stream().anyMatch(CalendarDay.BeyondHorizon.class::isInstance) ? BEYOND : 0;
  }

  private Calendars calendars() {
    if (override == null) {
      return Calendars.builtIn();
    }
    try {
      return CalendarOverrideCodec.apply(Files.readString(override, StandardCharsets.UTF_8));
    } catch (IOException _) {
      throw VerbFailure.unreadable(override, "check the name and its permissions");
    } catch (IllegalArgumentException e) {
      throw refused(override + " is not an override file: " + e.getMessage());
    }
  }

  /// Weekends would hide what is worth reading.
  private boolean isShown(CalendarDay day) {
    return !(day instanceof CalendarDay.Closed closed && closed.reason().equals("weekend"));
  }

  private static String table(TradingCalendar calendar, List<CalendarDay> days) {
    TextTable table = new TextTable("date", "day", "open", "close", "break", "kind");
    for (CalendarDay day : days) {
      switch (day) {
        case CalendarDay.Trading trading -> row(table, trading.hours(), calendar.zone());
        case CalendarDay.Closed closed ->
            table.row(
                closed.date(), weekday(closed.date()), "", "", "", "closed: " + closed.reason());
        case CalendarDay.BeyondHorizon beyond ->
            table.row(beyond.date(), weekday(beyond.date()), "", "", "", "not known");
      }
    }
    return table.text() + ending(calendar, days);
  }

  private static void row(TextTable table, SessionHours hours, ZoneId zone) {
    LocalDate date = hours.session().date();
    table.row(
        date,
        weekday(date),
        time(hours.open(), zone),
        time(hours.close(), zone),
        hours.breaks().stream()
            .map(pause -> time(pause.start(), zone) + "-" + time(pause.end(), zone))
            .collect(Collectors.joining(" ")),
        hours.kind().name().toLowerCase(Locale.ROOT)
            + (hours.note().isEmpty() ? "" : ": " + hours.note()));
  }

  private static String ending(TradingCalendar calendar, List<CalendarDay> days) {
    long sessions = days.stream().filter(CalendarDay.Trading.class::isInstance).count();
    return "%d sessions, clock of %s; %s is known from %s to %s.%n"
        .formatted(sessions, calendar.zone(), calendar.market(), calendar.first(), calendar.last());
  }

  private static String weekday(LocalDate date) {
    return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
  }

  private static String time(Instant moment, ZoneId zone) {
    return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(moment.atZone(zone));
  }

  private static String json(TradingCalendar calendar, String version, List<CalendarDay> days) {
    ObjectNode root = JsonMapper.builder().build().createObjectNode();
    root.put("exchange", calendar.market());
    root.put("zone", calendar.zone().getId());
    root.put("first", calendar.first().toString());
    root.put("horizon", calendar.last().toString());
    root.put("version", version);
    ArrayNode list = root.putArray("days");
    for (CalendarDay day : days) {
      switch (day) {
        case CalendarDay.Trading trading -> session(list.addObject(), trading.hours());
        case CalendarDay.Closed closed ->
            list.addObject()
                .put("date", closed.date().toString())
                .put("kind", "closed")
                .put("reason", closed.reason());
        case CalendarDay.BeyondHorizon beyond ->
            list.addObject().put("date", beyond.date().toString()).put("kind", "unknown");
      }
    }
    return root.toPrettyString() + System.lineSeparator();
  }

  private static void session(ObjectNode json, SessionHours hours) {
    json.put("date", hours.session().date().toString());
    json.put("kind", hours.kind().name().toLowerCase(Locale.ROOT));
    json.put("open", hours.open().toString());
    json.put("close", hours.close().toString());
    ArrayNode breaks = json.putArray("breaks");
    hours
        .breaks()
        .forEach(
            pause ->
                breaks
                    .addObject()
                    .put("start", pause.start().toString())
                    .put("end", pause.end().toString()));
    if (!hours.note().isEmpty()) {
      json.put("reason", hours.note());
    }
  }

  private ParameterException refused(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
