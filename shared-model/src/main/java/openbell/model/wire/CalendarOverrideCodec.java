package openbell.model.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openbell.model.calendar.CalendarOverride;
import openbell.model.calendar.Calendars;

/// The override file: `{"entries": [{"exchange", "date", "kind", "reason", "open", "close"}]}`
/// where
/// `kind` is `closure`, `close` (with `close`) or `session` (with `open` and `close`).
public final class CalendarOverrideCodec {
  private static final Set<String> KEYS =
      Set.of("exchange", "date", "kind", "reason", "open", "close");
  private static final int LONGEST_REASON = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private CalendarOverrideCodec() {}

  /// The built-in calendars with the overrides of a file.
  ///
  /// @throws IllegalArgumentException saying which entry is wrong and how it is written
  public static Calendars apply(String text) {
    return Calendars.builtIn().with(parse(text), text);
  }

  private static List<CalendarOverride> parse(String text) {
    JsonNode entries = read(text).path("entries");
    if (!entries.isArray()) {
      throw new IllegalArgumentException("write {\"entries\": [ … ]}");
    }
    List<CalendarOverride> overrides = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      try {
        overrides.add(entry(entries.get(i)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("entries[" + i + "]: " + e.getMessage(), e);
      }
    }
    return overrides;
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static CalendarOverride entry(JsonNode json) {
    Set<String> unknown = new TreeSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KEYS);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown " + String.join(", ", unknown));
    }
    String exchange = text(json, "exchange");
    LocalDate date = date(json);
    String reason = text(json, "reason");
    if (reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("reason has more than " + LONGEST_REASON + " characters");
    }
    return switch (text(json, "kind")) {
      case "closure" -> new CalendarOverride.Closure(exchange, date, reason);
      case "close" ->
          new CalendarOverride.ChangedClose(exchange, date, time(json, "close"), reason);
      case "session" ->
          new CalendarOverride.AddedSession(
              exchange, date, time(json, "open"), time(json, "close"), reason);
      default -> throw new IllegalArgumentException("kind is closure, close or session");
    };
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value.textValue();
  }

  private static LocalDate date(JsonNode json) {
    try {
      return LocalDate.parse(text(json, "date"));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("date is written YYYY-MM-DD", e);
    }
  }

  private static LocalTime time(JsonNode json, String name) {
    try {
      return LocalTime.parse(text(json, name));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " is local time, written HH:MM", e);
    }
  }
}
