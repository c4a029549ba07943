package openbell.model.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import openbell.model.hash.Sha256;

/// The days of an exchange that somebody published, with the years they were published for.
///
/// The text is header lines `# key: value` (`exchanges`, `from`, `horizon`, `source`, `licence`,
/// `sha256` of all that follows the header), then `date,closes,name` with one weekday per line:
/// `closes` is `closed` or the local time of an early close.
final class CalendarFile implements DayRules {
  private static final String COLUMNS = "date,closes,name";

  private final Map<String, String> header;
  private final TreeMap<LocalDate, String> closed = new TreeMap<>();
  private final Map<LocalDate, LocalTime> early = new HashMap<>();

  private CalendarFile(Map<String, String> header) {
    this.header = header;
  }

  /// A file of this package's resources.
  static CalendarFile resource(String name) {
    try (InputStream in = CalendarFile.class.getResourceAsStream("/openbell/calendar/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the calendar file " + name + " is missing");
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the calendar file " + name + " cannot be read", e);
    }
  }

  /// @throws IllegalArgumentException naming the line that is not legal
  static CalendarFile parse(String name, String text) {
    Map<String, String> header = new LinkedHashMap<>();
    int start = 0;
    while (text.startsWith("# ", start)) {
      int end = text.indexOf('\n', start);
      String[] parts = text.substring(start + 2, end).split(": ", 2);
      if (parts.length != 2) {
        throw new IllegalArgumentException(name + ": a header line is \"# key: value\"");
      }
      header.put(parts[0], parts[1]);
      start = end + 1;
    }
    String body = text.substring(start);
    if (!Sha256.hex(body).equals(header.get("sha256"))) {
      throw new IllegalArgumentException(
          name + ": the days are not those that its header was written for (sha256)");
    }
    CalendarFile file = new CalendarFile(header);
    List<String> lines = body.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().equals(COLUMNS)) {
      throw new IllegalArgumentException(name + ": the columns must be " + COLUMNS);
    }
    lines.stream().skip(1).forEach(line -> file.add(name, line));
    return file;
  }

  private void add(String name, String line) {
    String[] cells = line.split(",", -1);
    try {
      LocalDate date = LocalDate.parse(cells[0]);
      boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
      boolean twice = closed.containsKey(date) || early.containsKey(date);
      if (cells.length != 3 || weekend || twice || date.isBefore(first()) || date.isAfter(last())) {
        throw new IllegalArgumentException(name + ": not a weekday of its years: " + line);
      }
      if (cells[1].equals("closed")) {
        closed.put(date, cells[2]);
      } else {
        early.put(date, LocalTime.parse(cells[1]));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + ": not a day: " + line, e);
    }
  }

  LocalDate first() {
    return LocalDate.parse(value("from"));
  }

  LocalDate last() {
    return LocalDate.parse(value("horizon"));
  }

  String sha256() {
    return value("sha256");
  }

  String source() {
    return value("source");
  }

  private String value(String key) {
    String value = header.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a calendar file lacks " + key);
    }
    return value;
  }

  @Override
  public Optional<String> closure(LocalDate date) {
    return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
        ? Optional.of("weekend")
        : Optional.ofNullable(closed.get(date));
  }

  @Override
  public Optional<LocalTime> earlyClose(LocalDate date) {
    return Optional.ofNullable(early.get(date));
  }
}
