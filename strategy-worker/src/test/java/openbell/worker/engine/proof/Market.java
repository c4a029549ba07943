package openbell.worker.engine.proof;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import openbell.worker.adapter.CsvBars;
import openbell.worker.engine.series.BarSeries;

/// The bars that one random strategy is tried on.
///
/// @param universe bars of the symbols of the portfolio
/// @param markets bars of what is only read
record Market(List<BarSeries> universe, List<BarSeries> markets) {
  private static final String[] SYMBOLS = {"AAA", "BBB", "CCC"};
  private static final String CODE = "IDX";

  Market {
    universe = List.copyOf(universe);
    markets = List.copyOf(markets);
  }

  List<BarSeries> all() {
    List<BarSeries> all = new ArrayList<>(universe);
    all.addAll(markets);
    return all;
  }

  Map<String, Sheet> sheets() {
    Map<String, Sheet> sheets = new LinkedHashMap<>();
    all().forEach(bars -> sheets.put(bars.symbol(), Sheet.of(bars)));
    return sheets;
  }

  List<String> symbols() {
    return universe.stream().map(BarSeries::symbol).toList();
  }

  List<String> codes() {
    return markets.stream().map(BarSeries::symbol).toList();
  }

  LocalDate first() {
    return universe.stream().map(bars -> bars.date(0)).min(LocalDate::compareTo).orElseThrow();
  }

  /// One to three made-up symbols on their own calendars, and a market series; sometimes real bars.
  static Market random(SplittableRandom random, int bars) {
    List<BarSeries> universe = new ArrayList<>();
    int count = 1 + random.nextInt(SYMBOLS.length);
    for (int s = 0; s < count; s++) {
      universe.add(
          random.nextInt(4) == 0
              ? sample(SYMBOLS[s], bars, random)
              : walk(SYMBOLS[s], bars, Habit.of(random), random));
    }
    return new Market(universe, List.of(walk(CODE, bars, Habit.of(random), random)));
  }

  /// How a made-up symbol behaves.
  ///
  /// @param weekends true: trades seven days a week
  /// @param gap about one session in so many is missing
  /// @param calm about one session in so many begins a stretch without any move
  record Habit(boolean weekends, int gap, int calm) {
    static final Habit PLAIN = new Habit(false, Integer.MAX_VALUE, Integer.MAX_VALUE);

    static Habit of(SplittableRandom random) {
      return new Habit(random.nextInt(4) == 0, 5 + random.nextInt(40), 20 + random.nextInt(400));
    }
  }

  /// A random walk in steps of 1/64, so that prices are exact numbers.
  static BarSeries walk(String symbol, int n, Habit habit, SplittableRandom random) {
    int[] days = new int[n];
    double[][] v = new double[5][n];
    int day = (int) LocalDate.of(2018, 1, 1).toEpochDay() + random.nextInt(20);
    double close = 64 + random.nextInt(4_096) / 64.0;
    int calm = 0;
    for (int t = 0; t < n; t++) {
      do {
        day++;
      } while ((!habit.weekends() && Math.floorMod(day - 4, 7) > 4)
          || random.nextInt(habit.gap()) == 0);
      days[t] = day;
      calm = calm > 0 ? calm - 1 : random.nextInt(habit.calm()) == 0 ? random.nextInt(40) : 0;
      double open = calm > 0 ? close : moved(close, 0.005, random);
      close = calm > 0 ? close : moved(open, 0.025, random);
      v[0][t] = open;
      v[1][t] = Math.max(open, close) + (calm > 0 ? 0 : random.nextInt(64) / 64.0);
      v[2][t] = Math.min(open, close) - (calm > 0 ? 0 : random.nextInt(64) / 64.0);
      v[3][t] = close;
      v[4][t] = random.nextInt(12) == 0 ? 0 : 1_000 * random.nextInt(100, 1_000);
    }
    return BarSeries.of(symbol, days, v);
  }

  private static double moved(double price, double most, SplittableRandom random) {
    double moved = price * (1 + most * (2 * random.nextDouble() - 1));
    return Math.max(8, Math.rint(moved * 64) / 64);
  }

  /// A stretch of the sample bars under another name.
  static BarSeries sample(String symbol, int n, SplittableRandom random) {
    BarSeries bars = CsvBars.read(bars().resolve(random.nextBoolean() ? "AAPL.csv" : "SPX.csv"));
    int from = random.nextInt(bars.size() - n);
    Sheet rows = Sheet.of(bars.slice(from, from + n));
    return BarSeries.of(
        symbol, rows.days(), rows.open(), rows.high(), rows.low(), rows.close(), rows.volume());
  }

  private static Path bars() {
    return Path.of(System.getProperty("openbell.root", ".."), "sample-data", "bars");
  }
}
