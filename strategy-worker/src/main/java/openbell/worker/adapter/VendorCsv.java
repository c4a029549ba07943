package openbell.worker.adapter;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import openbell.model.market.BarColumns;
import openbell.model.run.FailureException;
import openbell.worker.market.Answer;
import openbell.worker.market.NoBars;

/// Reads a vendor's table of bars: picks the columns by their names, puts the rows in order, and
/// leaves every judgement about the numbers to {@link VendorBars}.
///
/// The rules: names match in any case; other columns are ignored. Rows from newest to oldest are
/// turned round; any other disorder is refused. Without a volume column, or in an empty cell of it,
/// the volume is 0; a missing column is remarked. A row that is shorter than the header means that
/// the answer was cut off; a cell that is no number or no date means that it is no such table.
final class VendorCsv {
  private static final List<String> WANTED = List.of("date", "open", "high", "low", "close");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{0,20})?([eE][+-]?[0-9]{1,3})?");

  private final Map<String, String> titles;

  /// @param titles the vendor's names of `date`, `open`, `high`, `low`, `close`, `volume` and
  /// `adjusted`, where they are called otherwise; `adjusted` is only read when it is named here
  VendorCsv(Map<String, String> titles) {
    this.titles = Map.copyOf(titles);
  }

  /// @throws FailureException `MARKET_DATA_UNAVAILABLE` when this is no such table,
  /// `INVALID_MARKET_DATA` when its bars cannot be trusted
  Answer read(String symbol, byte[] body) {
    List<String> lines =
        new ArrayList<>(new String(body, StandardCharsets.UTF_8).strip().lines().toList());
    List<String> header = cells(lines.isEmpty() ? "" : lines.removeFirst());
    int[] at = WANTED.stream().mapToInt(name -> indexOf(header, name)).toArray();
    if (Arrays.stream(at).anyMatch(index -> index < 0)) {
      throw NoBars.now("the source answers in a form that is not known");
    }
    List<List<String>> rows = rows(lines, header.size());
    if (rows.isEmpty()) {
      return new Answer.Unknown();
    }
    if (isNewestFirst(rows, at[0])) {
      Collections.reverse(rows);
    }
    int volume = indexOf(header, "volume");
    BarColumns bars = bars(symbol, rows, at, volume);
    if (titles.containsKey("adjusted")) {
      bars = VendorBars.adjusted(symbol, bars, adjusted(rows, indexOf(header, "adjusted")));
    }
    return new Answer.Bars(
        bars, volume < 0 ? "The source has no volumes of " + symbol + "; they are 0." : null);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      String text = cell.strip();
      boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
      cells.add(quoted ? text.substring(1, text.length() - 1) : text);
    }
    return cells;
  }

  private int indexOf(List<String> header, String name) {
    String title = titles.getOrDefault(name, name);
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).toLowerCase(Locale.ROOT).equals(title.toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private static List<List<String>> rows(List<String> lines, int width) {
    List<List<String>> rows = new ArrayList<>(lines.size());
    for (String line : lines) {
      List<String> cells = cells(line);
      if (cells.size() != width) {
        throw NoBars.now("the source's answer is cut off or has uneven rows");
      }
      rows.add(cells);
    }
    return rows;
  }

  private static boolean isNewestFirst(List<List<String>> rows, int date) {
    return rows.getFirst().get(date).compareTo(rows.getLast().get(date)) > 0;
  }

  /// @param at where date, open, high, low and close are
  /// @param volume where it is, or -1
  private static BarColumns bars(String symbol, List<List<String>> rows, int[] at, int volume) {
    int[] days = new int[rows.size()];
    double[][] columns = new double[BarColumns.COLUMNS][days.length];
    for (int t = 0; t < days.length; t++) {
      List<String> row = rows.get(t);
      days[t] = day(row.get(at[0]));
      for (int c = 0; c < 4; c++) {
        columns[c][t] = number(row.get(at[c + 1]));
      }
      String shares = volume < 0 ? "" : row.get(volume);
      columns[4][t] = shares.isEmpty() ? 0 : number(shares);
    }
    return VendorBars.of(symbol, days, columns);
  }

  private static double[] adjusted(List<List<String>> rows, int index) {
    if (index < 0) {
      throw NoBars.now("the source answers without the adjusted closes");
    }
    return rows.stream().mapToDouble(row -> number(row.get(index))).toArray();
  }

  private static int day(String text) {
    try {
      return (int) LocalDate.parse(text).toEpochDay();
    } catch (DateTimeException _) {
      throw NoBars.now("the source's answer has a date that is none like 2020-12-31");
    }
  }

  private static double number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw NoBars.now("the source's answer has a cell that is not a plain number");
    }
    return Double.parseDouble(text);
  }
}
