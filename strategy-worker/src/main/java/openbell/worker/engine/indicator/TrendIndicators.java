package openbell.worker.engine.indicator;

import static openbell.worker.engine.indicator.Signature.period;

import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Window.Weighted;
import openbell.worker.engine.series.Column;

/// Indicators that find the direction of a move or the price that ends it.
final class TrendIndicators {
  private TrendIndicators() {}

  static List<Indicator> all() {
    return List.of(chandelier(), adx(), parabolic(), superTrend(), line(), slope());
  }

  private static Signature ranged(String type) {
    return Signature.of(type).reads(Column.HIGH, Column.LOW, Column.CLOSE);
  }

  private static Indicator chandelier() {
    return ranged("ChandelierExit")
        .period(22)
        .with("multiplier", 3)
        .with("direction", "long")
        .firstAtPeriod(0)
        .formula(
            "`direction` long: highest high of the last `period` bars - multiplier ATR(period); "
                + "short: lowest low + multiplier ATR(period) (C. LeBeau)")
        .by(TrendIndicators::chandelier);
  }

  private static Pass chandelier(Params params) {
    int side = params.text("direction", "long").equals("short") ? -1 : 1;
    double distance = -side * params.number("multiplier", 3);
    Composed.Formula formula =
        (parts, in, from, to, out) -> {
          parts[0].advance(in, from, to, out);
          Extreme extreme = (Extreme) parts[1];
          double[] source = in[side > 0 ? 0 : 1];
          for (int t = from; t < to; t++) {
            out[0][t] = extreme.next(source[t]) + distance * out[0][t];
          }
        };
    return new Composed(formula, new Wilder.Atr(period(params)), new Extreme(period(params), side));
  }

  private static Indicator adx() {
    return ranged("ADX")
        .outputs("adx", "plus_di", "minus_di")
        .period(14)
        .first(params -> 2 * period(params) - 1)
        .formula(
            "plus_di and minus_di = 100 (summed directional move) / (summed true range), 0 to 100; "
                + "the sums hold bars 1 to period - 1 and from bar `period` on become `s - s/period "
                + "+ x`; adx starts with the mean of the first `period` values of d = 100 |plus_di - "
                + "minus_di| / (plus_di + minus_di), then `adx += (d - adx) / period`; plus_di and "
                + "minus_di from bar `period` (J. W. Wilder, 1978; TA-Lib)")
        .by(params -> new Directional(period(params)));
  }

  private static Indicator parabolic() {
    return Signature.of("ParabolicSAR")
        .reads(Column.HIGH, Column.LOW)
        .with("step", 0.02)
        .with("max", 0.2)
        .first(_ -> 1)
        .formula(
            "stop and reverse: `s += a (e - s)`, e the extreme of the move, a grows by `step` up "
                + "to `max` with every new extreme; s never enters the range of the last two bars; "
                + "reached by the price it jumps to e and turns; starts short if the low of bar 1 "
                + "fell and fell more than its high rose, else long, at the opposite extreme of "
                + "bar 0 (J. W. Wilder, 1978; TA-Lib)")
        .by(params -> new ParabolicSar(params.number("step", 0.02), params.number("max", 0.2)));
  }

  private static Indicator superTrend() {
    return ranged("SuperTrend")
        .outputs("value", "direction")
        .period(10)
        .with("multiplier", 3)
        .firstAtPeriod(0)
        .formula(
            "bands m + k A and m - k A, m = (H + L)/2, A = ATR(period), k = multiplier; the upper "
                + "band only falls unless the close before was above it, the lower one only rises "
                + "unless the close before was below it; direction 1 turns to -1 when the close is "
                + "below the lower band, and back when it is above the upper one; value is the "
                + "lower band in direction 1, else the upper; starts at bar `period` with direction 1 "
                + "(O. Seban)")
        .by(params -> new SuperTrend(period(params), params.number("multiplier", 3)));
  }

  private static Indicator line() {
    return Signature.of("LinReg")
        .chosen(Column.CLOSE)
        .period(14)
        .firstAtPeriod(1)
        .formula(
            "value at the current bar of the least-squares line through the last `period` values")
        .by(params -> new Composed(TrendIndicators::line, new Weighted(period(params))));
  }

  private static void line(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Weighted sums = (Weighted) parts[0];
    for (int t = from; t < to; t++) {
      double mean = sums.next(in[0][t]);
      out[0][t] = Double.isNaN(mean) ? mean : sums.lineEnd();
    }
  }

  private static Indicator slope() {
    return Signature.of("LinRegSlope")
        .chosen(Column.CLOSE)
        .period(14)
        .firstAtPeriod(1)
        .formula("rise per bar of the least-squares line through the last `period` values")
        .by(params -> new Composed(TrendIndicators::slope, new Weighted(period(params))));
  }

  private static void slope(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Weighted sums = (Weighted) parts[0];
    for (int t = from; t < to; t++) {
      double mean = sums.next(in[0][t]);
      out[0][t] = Double.isNaN(mean) ? mean : sums.slope();
    }
  }
}
