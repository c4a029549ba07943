package openbell.worker.adapter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import openbell.model.market.BarColumns;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.BarCsv;
import openbell.worker.market.Answer;

/// Reads a vendor's table of bars: picks the columns by their names, puts the rows in order, and
/// leaves every judgement about numbers and dates to {@link BarCsv}.
///
/// The rules: names match in any case; other columns are ignored. Rows from newest to oldest are
/// turned round; any other disorder is refused. Without a volume column, or in an empty cell of it,
/// the volume is 0; a missing column is remarked. A row that is shorter than the header means that
/// the answer was cut off.
final class VendorCsv {
  private static final List<String> WANTED = List.of("date", "open", "high", "low", "close");

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
      throw HttpAnswers.unavailable("the source answers in a form that is not known");
    }
    List<List<String>> rows = rows(lines, header.size());
    if (rows.isEmpty()) {
      return new Answer.Unknown();
    }
    if (isNewestFirst(rows, at[0])) {
      Collections.reverse(rows);
    }
    int volume = indexOf(header, "volume");
    BarColumns bars = BarCsv.read(symbol, canonical(rows, at, volume));
    if (titles.containsKey("adjusted")) {
      bars = Adjusting.by(symbol, bars, adjusted(symbol, rows, indexOf(header, "adjusted")));
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
        throw HttpAnswers.unavailable("the source's answer is cut off or has uneven rows");
      }
      rows.add(cells);
    }
    return rows;
  }

  private static boolean isNewestFirst(List<List<String>> rows, int date) {
    return rows.getFirst().get(date).compareTo(rows.getLast().get(date)) > 0;
  }

  private static byte[] canonical(List<List<String>> rows, int[] at, int volume) {
    StringBuilder text = new StringBuilder(rows.size() * 64).append(BarCsv.HEADER).append('\n');
    for (List<String> row : rows) {
      for (int index : at) {
        text.append(row.get(index)).append(',');
      }
      String shares = volume < 0 ? "0" : row.get(volume);
      text.append(shares.isEmpty() ? "0" : shares).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static double[] adjusted(String symbol, List<List<String>> rows, int index) {
    if (index < 0) {
      throw HttpAnswers.unavailable("the source answers without the adjusted closes");
    }
    double[] closes = new double[rows.size()];
    for (int t = 0; t < closes.length; t++) {
      try {
        closes[t] = Double.parseDouble(rows.get(t).get(index));
      } catch (NumberFormatException e) {
        throw new FailureException(
            FailureException.of(
                    FailureReason.INVALID_MARKET_DATA, symbol + ": an adjusted close is no number")
                .failure(),
            e);
      }
    }
    return closes;
  }
}
