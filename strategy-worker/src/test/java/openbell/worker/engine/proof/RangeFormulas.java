package openbell.worker.engine.proof;

import static openbell.worker.engine.proof.Past.divided;
import static openbell.worker.engine.proof.Past.last;
import static openbell.worker.engine.proof.Past.mean;
import static openbell.worker.engine.proof.Past.window;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.strategy.Params;

/// True range, extremes, and the bands and channels that are made of them.
final class RangeFormulas {
  private static final List<String> RANGE = List.of("High", "Low", "Close");
  private static final List<String> CHANNEL = List.of("upper", "middle", "lower");

  private RangeFormulas() {}

  static Map<String, Formula> all() {
    Map<String, Formula> all = new TreeMap<>();
    all.put("TrueRange", Formula.ofColumns(RANGE, (past, _) -> last(trueRanges(past))));
    all.put("ATR", Formula.ofColumns(RANGE, (past, p) -> last(atr(past, p.integer("period", 14)))));
    all.put(
        "NATR",
        Formula.ofColumns(
            RANGE,
            (past, p) -> 100 * divided(last(atr(past, p.integer("period", 14))), last(past[2]))));
    all.put(
        "HighestValue",
        Formula.ofColumn((x, p) -> Past.max(window(x, p.integer("period", 20))))
            .within(Formula.SELECTED));
    all.put(
        "LowestValue",
        Formula.ofColumn((x, p) -> Past.min(window(x, p.integer("period", 20))))
            .within(Formula.SELECTED));
    all.put(
        "PercentFromHighest",
        Formula.ofColumn((x, p) -> percentFromHighest(x, p.integer("period", 20))));
    all.put("ChandelierExit", Formula.ofColumns(RANGE, RangeFormulas::chandelier));
    all.put(
        "BollingerBands",
        Formula.of(
                List.of(Formula.COLUMN),
                List.of("upper", "middle", "lower", "percent_b", "width"),
                RangeFormulas::bollinger)
            .within(Formula.DEVIATED));
    all.put(
        "DonchianChannels", Formula.of(List.of("High", "Low"), CHANNEL, RangeFormulas::donchian));
    all.put("KeltnerChannels", Formula.of(RANGE, CHANNEL, RangeFormulas::keltner));
    all.put(
        "SuperTrend", Formula.of(RANGE, List.of("value", "direction"), RangeFormulas::superTrend));
    return all;
  }

  /// From bar 1: the largest of high - low, and the way of either from the close before.
  static double[] trueRanges(double[][] past) {
    double[] high = past[0];
    double[] low = past[1];
    double[] close = past[2];
    double[] ranges = Past.missing(close.length);
    for (int t = 1; t < close.length; t++) {
      double before = close[t - 1];
      ranges[t] =
          Math.max(
              high[t] - low[t], Math.max(Math.abs(high[t] - before), Math.abs(low[t] - before)));
    }
    return ranges;
  }

  /// Wilder: seeded with the mean of the true ranges of bars 1 to n.
  static double[] atr(double[][] past, int n) {
    return Past.skipping(trueRanges(past), ranges -> wilder(ranges, n));
  }

  /// The mean of the first n values, then `(a(n-1) + x)/n`.
  static double[] wilder(double[] x, int n) {
    double[] out = Past.missing(x.length);
    if (x.length < n) {
      return out;
    }
    double average = mean(Arrays.copyOf(x, n));
    out[n - 1] = average;
    for (int t = n; t < x.length; t++) {
      average = (average * (n - 1) + x[t]) / n;
      out[t] = average;
    }
    return out;
  }

  static double percentFromHighest(double[] x, int n) {
    return 100 * (divided(last(x), Past.max(window(x, n))) - 1);
  }

  private static double chandelier(double[][] past, Params p) {
    int n = p.integer("period", 22);
    double room = p.number("multiplier", 3) * last(atr(past, n));
    return p.text("direction", "long").equals("long")
        ? Past.max(window(past[0], n)) - room
        : Past.min(window(past[1], n)) + room;
  }

  private static double[] bollinger(double[][] past, Params p) {
    double[] values = window(past[0], p.integer("period", 20));
    double middle = mean(values);
    double room = p.number("stddev", 2) * Past.deviation(values, 0);
    double upper = middle + room;
    double lower = middle - room;
    return new double[] {
      upper,
      middle,
      lower,
      divided(last(values) - lower, upper - lower),
      divided(upper - lower, middle)
    };
  }

  private static double[] donchian(double[][] past, Params p) {
    int n = p.integer("period", 20);
    double upper = Past.max(window(past[0], n));
    double lower = Past.min(window(past[1], n));
    return new double[] {upper, (upper + lower) / 2, lower};
  }

  private static double[] keltner(double[][] past, Params p) {
    double middle = last(AverageFormulas.ema(past[2], p.integer("period", 20)));
    double room = p.number("multiplier", 2) * last(atr(past, p.integer("atr_period", 10)));
    return new double[] {middle + room, middle, middle - room};
  }

  /// A stop below a rising and above a falling price: HL2 -+ m ATR, moved only in the direction of
  /// the trend until the close passes it. The first trend is rising.
  private static double[] superTrend(double[][] past, Params p) {
    double[] range = atr(past, p.integer("period", 10));
    double multiplier = p.number("multiplier", 3);
    double upper = Double.NaN;
    double lower = Double.NaN;
    int direction = 0;
    for (int t = 0; t < range.length; t++) {
      if (Double.isNaN(range[t])) {
        continue;
      }
      double middle = (past[0][t] + past[1][t]) / 2;
      double above = middle + multiplier * range[t];
      double below = middle - multiplier * range[t];
      double close = past[2][t];
      if (direction == 0) {
        upper = above;
        lower = below;
        direction = 1;
        continue;
      }
      double before = past[2][t - 1];
      upper = above < upper || before > upper ? above : upper;
      lower = below > lower || before < lower ? below : lower;
      direction = direction > 0 ? (close < lower ? -1 : 1) : (close > upper ? 1 : -1);
    }
    return direction == 0
        ? Past.missing(2)
        : new double[] {direction > 0 ? lower : upper, direction};
  }
}
