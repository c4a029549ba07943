package openbell.bench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;

/// The bars that everything is measured on.
///
/// By default seeded random walks, so that anyone gets the same ones: 5,000 weekdays, a daily
/// deviation of 1.2 %, a small upward drift. A file of real bars can take the place of the first
/// symbol.
final class Market {
  static final int BARS = 5_000;
  static final int SYMBOLS = 12;

  /// System property with a CSV file of real bars for the first symbol.
  static final String DATA = "openbell.bench.data";

  private static final long SEED = 20_261_121;
  private static final LocalDate FIRST = LocalDate.of(2006, 1, 2);
  private static final double DRIFT = 0.0003;
  private static final double DEVIATION = 0.012;

  private Market() {}

  /// The first symbol alone: real bars where a file was named, else a random walk.
  static BarSeries one() {
    String file = System.getProperty(DATA, "");
    return file.isEmpty() ? walk(0, BARS) : read(Path.of(file));
  }

  /// Twelve random walks, `S00` to `S11`.
  static List<BarSeries> all(int bars) {
    List<BarSeries> all = new ArrayList<>();
    for (int s = 0; s < SYMBOLS; s++) {
      all.add(walk(s, bars));
    }
    return all;
  }

  static BarSet set() {
    return BarSet.of(all(BARS));
  }

  /// The first bars of all series.
  static BarSet upTo(List<BarSeries> all, int bars) {
    return BarSet.of(all.stream().map(series -> series.slice(0, bars)).toList());
  }

  static String symbol(int index) {
    return "S%02d".formatted(index);
  }

  /// A walk of more bars begins with the bars of a shorter one.
  private static BarSeries walk(int index, int bars) {
    SplittableRandom random = new SplittableRandom(SEED + index);
    int[] days = new int[bars];
    double[][] ohlcv = new double[5][bars];
    LocalDate date = FIRST;
    double close = 50 + 10 * index;
    for (int t = 0; t < bars; t++) {
      days[t] = (int) date.toEpochDay();
      double open = close * Math.exp(DEVIATION / 3 * normal(random));
      close = open * Math.exp(DRIFT + DEVIATION * normal(random));
      double reach = 1 + DEVIATION / 2 * random.nextDouble();
      ohlcv[0][t] = open;
      ohlcv[1][t] = Math.max(open, close) * reach;
      ohlcv[2][t] = Math.min(open, close) / reach;
      ohlcv[3][t] = close;
      ohlcv[4][t] = 1e6 * (1 + random.nextInt(9));
      date = date.plusDays(date.getDayOfWeek().getValue() == 5 ? 3 : 1);
    }
    return BarSeries.of(symbol(index), days, ohlcv);
  }

  /// Sum of twelve uniform numbers: nearly normal, and the same on every machine.
  private static double normal(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  /// The last 5,000 lines of a file with `Date,Open,High,Low,Close,Volume`.
  private static BarSeries read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      List<String> rows = lines.subList(Math.max(1, lines.size() - BARS), lines.size());
      int[] days = new int[rows.size()];
      double[][] ohlcv = new double[5][rows.size()];
      for (int t = 0; t < days.length; t++) {
        String[] cells = rows.get(t).split(",", -1);
        days[t] = (int) LocalDate.parse(cells[0]).toEpochDay();
        for (int c = 0; c < ohlcv.length; c++) {
          ohlcv[c][t] = Double.parseDouble(cells[c + 1]);
        }
      }
      return BarSeries.of(symbol(0), days, ohlcv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
