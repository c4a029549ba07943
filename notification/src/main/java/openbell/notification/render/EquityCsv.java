package openbell.notification.render;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the end of `equity.csv`: `Date,Equity,Cash,Drawdown` and, perhaps, `Benchmark`.
public final class EquityCsv {
  private static final int EQUITY = 1;
  private static final int BENCHMARK = 4;

  private EquityCsv() {}

  /// The last `sessions` rows. Only they are parsed: a long backtest has thousands more.
  ///
  /// @return empty when there are not two legal rows; a chart is a comfort, never a reason to fail
  public static Optional<Curve> tail(byte[] csv, int sessions) {
    List<LocalDate> dates = new ArrayList<>(sessions);
    double[] equity = new double[sessions];
    double[] benchmark = new double[sessions];
    boolean hasBenchmark = true;
    try {
      for (String line : lastLines(csv, sessions)) {
        String[] cells = line.split(",", -1);
        int row = dates.size();
        equity[row] = Double.parseDouble(cells[EQUITY]);
        hasBenchmark &= cells.length > BENCHMARK && !cells[BENCHMARK].isBlank();
        benchmark[row] = hasBenchmark ? Double.parseDouble(cells[BENCHMARK]) : 0;
        dates.add(LocalDate.parse(cells[0]));
      }
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
    int rows = dates.size();
    double[] values = Arrays.copyOf(equity, rows);
    double[] other = hasBenchmark ? Arrays.copyOf(benchmark, rows) : new double[0];
    return rows < 2 || !isFinite(values) || !isFinite(other)
        ? Optional.empty()
        : Optional.of(new Curve(dates, values, fromSameStart(other, values[0])));
  }

  private static List<String> lastLines(byte[] csv, int count) {
    int end = csv.length;
    while (end > 0 && (csv[end - 1] == '\n' || csv[end - 1] == '\r')) {
      end--;
    }
    int start = end;
    for (int lines = 0; start > 0; start--) {
      if (csv[start - 1] == '\n' && ++lines == count) {
        break;
      }
    }
    String text = new String(csv, start, end - start, StandardCharsets.US_ASCII);
    return text.lines().filter(line -> !line.startsWith("Date")).toList();
  }

  private static double[] fromSameStart(double[] values, double start) {
    if (values.length == 0 || values[0] <= 0) {
      return new double[0];
    }
    double factor = start / values[0];
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * factor;
    }
    return scaled;
  }

  private static boolean isFinite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
