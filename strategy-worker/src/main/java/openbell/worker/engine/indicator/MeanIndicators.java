package openbell.worker.engine.indicator;

import static openbell.worker.engine.indicator.Signature.period;

import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Averages.Exponential;
import openbell.worker.engine.indicator.Averages.Simple;
import openbell.worker.engine.indicator.Window.Mean;
import openbell.worker.engine.indicator.Window.Weighted;
import openbell.worker.engine.series.Column;

/// Moving averages. All measure what their input measures.
final class MeanIndicators {
  private MeanIndicators() {}

  static List<Indicator> all() {
    return List.of(sma(), ema(), wma(), vwma(), dema(), tema(), trima(), hma(), kama(), t3());
  }

  private static Signature mean(String type, int period) {
    return Signature.of(type).chosen(Column.CLOSE).period(period).firstAtPeriod(1);
  }

  private static Indicator sma() {
    return mean("SMA", 20)
        .formula("mean of the last `period` values")
        .by(params -> new Simple(period(params)));
  }

  private static Indicator ema() {
    return mean("EMA", 20)
        .formula(
            "starts with the mean of the first `period` values, then `e += k (x - e)`, k = "
                + "2/(period + 1)")
        .by(params -> new Exponential(period(params)));
  }

  private static Indicator wma() {
    return mean("WMA", 20)
        .formula("mean of the last `period` values with the weights 1 (oldest) to `period`")
        .by(params -> new Weighted(period(params)));
  }

  private static Indicator vwma() {
    return Signature.of("VWMA")
        .chosen(Column.CLOSE, Column.VOLUME)
        .period(20)
        .firstAtPeriod(1)
        .formula("sum(x V) / sum(V) over the last `period` bars; undefined when nothing was traded")
        .by(
            params ->
                new Composed(
                    MeanIndicators::byVolume, new Mean(period(params)), new Mean(period(params))));
  }

  private static void byVolume(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Mean value = (Mean) parts[0];
    Mean volume = (Mean) parts[1];
    for (int t = from; t < to; t++) {
      out[0][t] = Windows.ratio(value.next(in[0][t] * in[1][t]), volume.next(in[1][t]));
    }
  }

  private static Indicator dema() {
    return mean("DEMA", 20)
        .first(params -> 2 * (period(params) - 1))
        .formula("2 E1 - E2; E1 = EMA(x), E2 = EMA(E1), each started as EMA is (P. Mulloy, 1994)")
        .by(params -> new Composed(MeanIndicators::twice, chain(params, 2)));
  }

  private static void twice(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Exponential one = (Exponential) parts[0];
    Exponential two = (Exponential) parts[1];
    for (int t = from; t < to; t++) {
      double e1 = one.next(in[0][t]);
      out[0][t] = 2 * e1 - two.next(e1);
    }
  }

  private static Indicator tema() {
    return mean("TEMA", 20)
        .first(params -> 3 * (period(params) - 1))
        .formula("3 E1 - 3 E2 + E3; E3 = EMA(E2), the others as in DEMA (P. Mulloy, 1994)")
        .by(params -> new Composed(MeanIndicators::thrice, chain(params, 3)));
  }

  private static void thrice(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Exponential one = (Exponential) parts[0];
    Exponential two = (Exponential) parts[1];
    Exponential three = (Exponential) parts[2];
    for (int t = from; t < to; t++) {
      double e1 = one.next(in[0][t]);
      double e2 = two.next(e1);
      out[0][t] = 3 * e1 - 3 * e2 + three.next(e2);
    }
  }

  /// Exponential means, each to be fed with the one before.
  static Memory[] chain(Params params, int count) {
    Memory[] chain = new Memory[count];
    for (int i = 0; i < count; i++) {
      chain[i] = new Exponential(period(params));
    }
    return chain;
  }

  private static Indicator trima() {
    return mean("TRIMA", 20)
        .formula(
            "mean of means, so that the weights form a triangle: SMA(m) of SMA(period + 1 - "
                + "m), m = (period + 1)/2 rounded down")
        .by(
            params -> {
              int inner = (period(params) + 1) / 2;
              return new Composed(
                  MeanIndicators::triangle, new Mean(period(params) + 1 - inner), new Mean(inner));
            });
  }

  private static void triangle(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Mean one = (Mean) parts[0];
    Mean two = (Mean) parts[1];
    for (int t = from; t < to; t++) {
      out[0][t] = two.next(one.next(in[0][t]));
    }
  }

  private static Indicator hma() {
    return mean("HMA", 16)
        .first(params -> period(params) + root(period(params)) - 2)
        .formula(
            "WMA(s) of 2 WMA(h) - WMA(period); h = period/2 and s = square root of period, "
                + "both rounded down, at least 1 (A. Hull, 2005); first value at period + s - 2")
        .by(
            params -> {
              int n = period(params);
              return new Composed(
                  MeanIndicators::hull,
                  new Weighted(Math.max(1, n / 2)),
                  new Weighted(n),
                  new Weighted(root(n)));
            });
  }

  private static int root(int n) {
    return (int) Math.sqrt(n);
  }

  private static void hull(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Weighted half = (Weighted) parts[0];
    Weighted whole = (Weighted) parts[1];
    Weighted last = (Weighted) parts[2];
    for (int t = from; t < to; t++) {
      double x = in[0][t];
      out[0][t] = last.next(2 * half.next(x) - whole.next(x));
    }
  }

  private static Indicator kama() {
    return mean("KAMA", 10)
        .firstAtPeriod(0)
        .period("fast_period", 2)
        .period("slow_period", 30)
        .formula(
            "`a += c (x - a)`, c = (r (f - s) + s)^2, f = 2/(fast_period + 1), s = "
                + "2/(slow_period + 1), r = |x - x[t-period]| / sum of the last `period` absolute "
                + "changes, 1 when nothing changed; starts from the value before the first bar "
                + "with r (P. Kaufman, 1995; TA-Lib)")
        .by(Kama::new);
  }

  private static Indicator t3() {
    return Signature.of("T3")
        .chosen(Column.CLOSE)
        .period(5)
        .with("volume_factor", 0.7)
        .first(params -> 6 * (period(params) - 1))
        .formula(
            "six EMAs, each of the one before; with v = volume_factor: -v^3 E6 + 3 (v^2 + "
                + "v^3) E5 - (6 v^2 + 3 v + 3 v^3) E4 + (1 + 3 v + v^3 + 3 v^2) E3 (T. Tillson, "
                + "1998)")
        .by(
            params ->
                new Composed(new Tillson(params.number("volume_factor", 0.7)), chain(params, 6)));
  }

  /// Weighs the last four of six chained means.
  private record Tillson(double v) implements Composed.Formula {

    @Override
    public void advance(Memory[] parts, double[][] in, int from, int to, double[][] out) {
      double square = v * v;
      double cube = square * v;
      for (int t = from; t < to; t++) {
        double e2 = next(parts, 1, next(parts, 0, in[0][t]));
        double e3 = next(parts, 2, e2);
        double e4 = next(parts, 3, e3);
        double e5 = next(parts, 4, e4);
        double e6 = next(parts, 5, e5);
        out[0][t] =
            (1 + 3 * v + 3 * square + cube) * e3
                - (3 * v + 6 * square + 3 * cube) * e4
                + 3 * (square + cube) * e5
                - cube * e6;
      }
    }

    private static double next(Memory[] parts, int index, double x) {
      return ((Exponential) parts[index]).next(x);
    }
  }
}
