package openbell.worker.engine.proof;

import static openbell.worker.engine.proof.Past.divided;
import static openbell.worker.engine.proof.Past.last;
import static openbell.worker.engine.proof.Past.mean;
import static openbell.worker.engine.proof.Past.window;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.strategy.Params;

/// Indicators of direction.
final class TrendFormulas {
  private static final List<String> RANGE = List.of("High", "Low", "Close");

  private TrendFormulas() {}

  static Map<String, Formula> all() {
    Map<String, Formula> all = new TreeMap<>();
    all.put(
        "MACD",
        Formula.of(
            List.of(Formula.COLUMN), List.of("macd", "signal", "hist"), TrendFormulas::macd));
    all.put("PPO", Formula.ofColumn(TrendFormulas::ppo));
    all.put("TRIX", Formula.ofColumn(TrendFormulas::trix));
    all.put("ADX", Formula.of(RANGE, List.of("adx", "plus_di", "minus_di"), TrendFormulas::adx));
    all.put(
        "Aroon",
        Formula.of(
                List.of("High", "Low"), List.of("up", "down", "oscillator"), TrendFormulas::aroon)
            .within(Formula.SELECTED));
    all.put("ParabolicSAR", Formula.ofColumns(List.of("High", "Low"), TrendFormulas::parabolic));
    return all;
  }

  /// Both averages are seeded at the first bar of the slow one, the fast one with its last values.
  private static double[] macd(double[][] past, Params p) {
    int fast = p.integer("fast_period", 12);
    int slow = p.integer("slow_period", 26);
    double[] difference = Past.skipping(past[0], x -> difference(x, fast, slow));
    double signal = last(AverageFormulas.ema(difference, p.integer("signal_period", 9)));
    return new double[] {last(difference), signal, last(difference) - signal};
  }

  private static double[] difference(double[] x, int fast, int slow) {
    double[] quick = AverageFormulas.emaFrom(x, fast, fast, slow - 1);
    double[] steady = AverageFormulas.emaFrom(x, slow, slow, slow - 1);
    double[] difference = new double[x.length];
    for (int t = 0; t < x.length; t++) {
      difference[t] = quick[t] - steady[t];
    }
    return difference;
  }

  /// Percent by which the fast average is above the slow one; each has its own seed.
  private static double ppo(double[] x, Params p) {
    int fast = p.integer("fast_period", 12);
    int slow = p.integer("slow_period", 26);
    boolean simple = p.text("method", "exponential").equals("simple");
    double quick = simple ? mean(window(x, fast)) : last(AverageFormulas.ema(x, fast));
    double steady = simple ? mean(window(x, slow)) : last(AverageFormulas.ema(x, slow));
    return 100 * divided(quick - steady, steady);
  }

  /// Percent change of the thrice smoothed series.
  private static double trix(double[] x, Params p) {
    int n = p.integer("period", 15);
    double[] thrice = AverageFormulas.ema(AverageFormulas.ema(AverageFormulas.ema(x, n), n), n);
    return 100 * (divided(last(thrice), Past.ago(thrice, 1)) - 1);
  }

  /// Directional movement of one bar against its true range, smoothed as Wilder's sums.
  private static double[] adx(double[][] past, Params p) {
    int n = p.integer("period", 14);
    int size = past[2].length;
    double[] ranges = RangeFormulas.trueRanges(past);
    double plus = 0;
    double minus = 0;
    double range = 0;
    double[] index = Past.missing(size);
    double[] now = Past.missing(2);
    for (int t = 1; t < size; t++) {
      double up = past[0][t] - past[0][t - 1];
      double down = past[1][t - 1] - past[1][t];
      double keep = t < n ? 1 : 1 - 1.0 / n;
      plus = plus * keep + (up > down && up > 0 ? up : 0);
      minus = minus * keep + (down > up && down > 0 ? down : 0);
      range = range * keep + ranges[t];
      if (t >= n) {
        now = new double[] {100 * divided(plus, range), 100 * divided(minus, range)};
        index[t] = 100 * divided(Math.abs(now[0] - now[1]), now[0] + now[1]);
      }
    }
    double adx = last(Past.skipping(index, x -> RangeFormulas.wilder(x, n)));
    return new double[] {adx, now[0], now[1]};
  }

  /// How recent the extremes of n+1 bars are, 0 to 100; the latest bar wins ties.
  private static double[] aroon(double[][] past, Params p) {
    int n = p.integer("period", 14);
    double[] high = window(past[0], n + 1);
    double[] low = window(past[1], n + 1);
    if (Double.isNaN(Past.sum(high) + Past.sum(low))) {
      return Past.missing(3);
    }
    int highest = 0;
    int lowest = 0;
    for (int i = 0; i <= n; i++) {
      highest = high[i] >= high[highest] ? i : highest;
      lowest = low[i] <= low[lowest] ? i : lowest;
    }
    double up = 100.0 * highest / n;
    double down = 100.0 * lowest / n;
    return new double[] {up, down, up - down};
  }

  /// Wilder's stop and reverse: follows the trend with growing steps towards its extreme, and turns
  /// when it is touched. The two bars before keep it out of their range.
  private static double parabolic(double[][] past, Params p) {
    double step = p.number("step", 0.02);
    double most = p.number("max", 0.2);
    double[] high = past[0];
    double[] low = past[1];
    int size = high.length;
    if (size < 2) {
      return Double.NaN;
    }
    double fall = low[0] - low[1];
    boolean rising = !(fall > 0 && fall > high[1] - high[0]);
    double extreme = rising ? high[1] : low[1];
    double next = rising ? low[0] : high[0];
    double growth = Math.min(step, most);
    double now = Double.NaN;
    for (int t = 1; t < size; t++) {
      // The start rule takes bar 1 as its own predecessor.
      int before = Math.max(1, t - 1);
      boolean turns = rising ? low[t] <= next : high[t] >= next;
      if (turns) {
        rising = !rising;
        now = outside(extreme, rising, new double[][] {high, low}, before, t);
        growth = Math.min(step, most);
        extreme = rising ? high[t] : low[t];
      } else {
        now = next;
        if (rising ? high[t] > extreme : low[t] < extreme) {
          extreme = rising ? high[t] : low[t];
          growth = Math.min(growth + step, most);
        }
      }
      next = outside(now + growth * (extreme - now), rising, new double[][] {high, low}, before, t);
    }
    return now;
  }

  /// The stop, moved out of the range of the two bars.
  private static double outside(double stop, boolean rising, double[][] range, int s, int t) {
    double[] side = rising ? range[1] : range[0];
    double[] reached = {stop, side[s], side[t]};
    return rising ? Past.min(reached) : Past.max(reached);
  }
}
