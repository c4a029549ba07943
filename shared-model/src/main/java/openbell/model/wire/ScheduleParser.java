package openbell.model.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import openbell.model.calendar.Calendars;
import openbell.model.portfolio.Schedule;
import openbell.model.portfolio.Schedule.Anchor;
import openbell.model.portfolio.Schedule.CatchUp;
import openbell.model.strategy.Edit;
import org.jspecify.annotations.Nullable;

/// When a portfolio runs.
final class ScheduleParser {
  private static final Duration LONGEST_OFFSET = Duration.ofHours(24);

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
            "time",
            "zone",
            "offset",
            "spread",
            "catch_up");
    String calendar = calendar(inner, usual.calendar());
    Duration offset = duration(inner, "offset", LONGEST_OFFSET.negated(), LONGEST_OFFSET);
    Duration spread = duration(inner, "spread", Duration.ZERO, Schedule.WIDEST_SPREAD);
    CatchUp catchUp = inner.choice("catch_up", CatchUp.LATE, List.of(CatchUp.values()));
    if (fields.has("update_time")) {
      if (inner.has("offset") || inner.has("at") || inner.has("time")) {
        findings.error(
            Findings.DUPLICATE,
            "/update_time",
            "the time of day is given twice",
            "keep schedule and remove update_time");
      }
      return new Schedule(
          calendar, Anchor.OPEN, null, null, updateTime(fields, calendar), spread, catchUp);
    }
    Anchor at = inner.choice("at", usual.at(), List.of(Anchor.values()));
    LocalTime time = time(inner, at);
    ZoneId zone = zone(inner, at);
    // A wrong time has been reported; the rest of the document is read on.
    Anchor anchor = time == null && at == Anchor.TIME ? Anchor.OPEN : at;
    return new Schedule(
        calendar, anchor, time, time == null ? null : zone, offset, spread, catchUp);
  }

  /// The exchanges whose calendar is known.
  static List<String> calendars() {
    return List.copyOf(Calendars.builtIn().known());
  }

  /// Names and values of the parts that most schedules do not have.
  static void whenSet(Schedule schedule, BiConsumer<String, String> put) {
    if (schedule.time() != null) {
      put.accept("time", schedule.time().toString());
    }
    if (schedule.zone() != null) {
      put.accept("zone", schedule.zone().getId());
    }
    if (schedule.spread() != null) {
      put.accept("spread", schedule.spread().toString());
    }
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

  private @Nullable LocalTime time(Fields inner, Anchor at) {
    Optional<String> text = inner.text("time");
    if (at != Anchor.TIME) {
      text.ifPresent(
          _ ->
              findings.error(
                  Findings.RANGE,
                  inner.at("time"),
                  "a time of day is given, but the schedule does not use it",
                  "write \"at\": \"time\", or remove time"));
      return null;
    }
    if (text.isEmpty()) {
      inner.missing("time", "write the time of day, e.g. \"18:30\"");
      return null;
    }
    try {
      return LocalTime.parse(text.get());
    } catch (DateTimeException _) {
      findings.error(
          Findings.PATTERN,
          inner.at("time"),
          Findings.quote(text.get()) + " is not a time of day",
          "write hours and minutes, e.g. \"18:30\"");
      return null;
    }
  }

  private @Nullable ZoneId zone(Fields inner, Anchor at) {
    Optional<String> text = inner.text("zone");
    if (text.isEmpty()) {
      return null;
    }
    if (at != Anchor.TIME) {
      findings.error(
          Findings.RANGE,
          inner.at("zone"),
          "a time zone is given, but the schedule has no time of day",
          "write \"at\": \"time\" and a time, or remove zone");
      return null;
    }
    // A region knows when its clocks change; a mere offset does not.
    if (ZoneId.getAvailableZoneIds().contains(text.get())) {
      return ZoneId.of(text.get());
    }
    findings.error(
        Findings.PATTERN,
        inner.at("zone"),
        Findings.quote(text.get()) + " is not a time zone",
        "write it as in the IANA time zone database, e.g. \"America/New_York\"");
    return null;
  }

  private Duration duration(Fields inner, String name, Duration least, Duration most) {
    Optional<String> text = inner.text(name);
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      Duration duration = Duration.parse(text.get());
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
      findings.error(
          Findings.RANGE,
          inner.at(name),
          least.isNegative()
              ? "the offset is longer than a day"
              : "the spread is not between nothing and an hour",
          least.isNegative() ? "use at most PT24H before or after" : "use PT0S to PT1H");
    } catch (DateTimeException | ArithmeticException _) {
      findings.error(
          Findings.PATTERN,
          inner.at(name),
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
      LocalTime open = Calendars.builtIn().find(calendar).orElseThrow().opens();
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
