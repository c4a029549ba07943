package openbell.model.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.portfolio.Schedule;
import openbell.model.portfolio.Schedule.Anchor;
import openbell.model.portfolio.Schedule.CatchUp;
import openbell.model.strategy.Edit;

/// When a portfolio runs.
final class ScheduleParser {
  private static final Duration LONGEST_OFFSET = Duration.ofHours(24);

  /// The exchanges whose calendar the scheduler knows, with their local opening time, which turns a
  /// time of day into an offset.
  private static final Map<String, LocalTime> OPENS =
      Map.of(
          "XNYS", LocalTime.of(9, 30),
          "XNAS", LocalTime.of(9, 30),
          "H24", LocalTime.MIDNIGHT);

  private final Findings findings;

  ScheduleParser(Findings findings) {
    this.findings = findings;
  }

  Schedule schedule(Fields fields) {
    Schedule usual = Schedule.MARKET_OPEN;
    Fields inner =
        new Fields(
            fields.object("schedule").orElseGet(JsonNodeFactory.instance::objectNode),
            "/schedule",
            findings,
            "calendar",
            "at",
            "offset",
            "catch_up");
    String calendar = calendar(inner, usual.calendar());
    Duration offset = offset(inner);
    if (fields.has("update_time")) {
      if (inner.has("offset") || inner.has("at")) {
        findings.error(
            Findings.DUPLICATE,
            "/update_time",
            "the time of day is given twice",
            "keep schedule and remove update_time");
      }
      return new Schedule(calendar, Anchor.OPEN, updateTime(fields, calendar), catchUp(inner));
    }
    return new Schedule(
        calendar, inner.choice("at", usual.at(), List.of(Anchor.values())), offset, catchUp(inner));
  }

  private static CatchUp catchUp(Fields inner) {
    return inner.choice("catch_up", CatchUp.LATE, List.of(CatchUp.values()));
  }

  /// The exchanges whose calendar is known.
  static List<String> calendars() {
    return OPENS.keySet().stream().sorted().toList();
  }

  private String calendar(Fields inner, String fallback) {
    Optional<String> calendar = inner.text("calendar");
    List<String> known = calendars();
    if (calendar.isPresent() && !known.contains(calendar.get())) {
      findings.unknown(
          inner.at("calendar"),
          "unknown exchange " + Findings.quote(calendar.get()),
          calendar.get(),
          known);
      return fallback;
    }
    return calendar.orElse(fallback);
  }

  private Duration offset(Fields inner) {
    Optional<String> text = inner.text("offset");
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      Duration offset = Duration.parse(text.get());
      if (offset.abs().compareTo(LONGEST_OFFSET) <= 0) {
        return offset;
      }
      findings.error(
          Findings.RANGE,
          inner.at("offset"),
          "the offset is longer than a day",
          "use at most PT24H before or after");
    } catch (DateTimeException | ArithmeticException _) {
      findings.error(
          Findings.PATTERN,
          inner.at("offset"),
          Findings.quote(text.get()) + " is not a duration",
          "write it as in ISO 8601, e.g. \"PT15M\" for a quarter of an hour later");
    }
    return Duration.ZERO;
  }

  /// A time of day becomes a distance from the open, so that it follows the exchange's clock.
  private Duration updateTime(Fields fields, String calendar) {
    Optional<String> text = fields.text("update_time");
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      LocalTime open = OPENS.getOrDefault(calendar, LocalTime.of(9, 30));
      Duration offset = Duration.between(open, LocalTime.parse(text.get()));
      findings.info(
          "/update_time",
          "update_time was read as a distance from the open",
          "write \"schedule\": {\"at\": \"open\", \"offset\": \"" + offset + "\"}",
          fields.has("schedule")
              ? Edit.add("/schedule/offset", offset.toString())
              : Edit.add("/schedule", Map.of("at", "open", "offset", offset.toString())),
          Edit.remove("/update_time"));
      return offset;
    } catch (DateTimeException _) {
      findings.error(
          Findings.PATTERN,
          "/update_time",
          Findings.quote(text.get()) + " is not a time of day",
          "write hours and minutes of the exchange's own clock, e.g. \"08:00\"");
      return Duration.ZERO;
    }
  }
}
