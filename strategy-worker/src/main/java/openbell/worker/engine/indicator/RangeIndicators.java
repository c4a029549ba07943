package openbell.worker.engine.indicator;

import static openbell.worker.engine.indicator.Signature.period;

import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Averages.Exponential;
import openbell.worker.engine.series.Column;

/// Extremes, ranges and the channels made of them.
final class RangeIndicators {
  private RangeIndicators() {}

  static List<Indicator> all() {
    return List.of(
        highest(),
        lowest(),
        percentFromHighest(),
        trueRange(),
        averageTrueRange(),
        percentRange(),
        bollinger(),
        donchian(),
        keltner());
  }

  private static Signature ranged(String type) {
    return Signature.of(type).reads(Column.HIGH, Column.LOW, Column.CLOSE);
  }

  private static Indicator highest() {
    return Signature.of("HighestValue")
        .chosen(Column.HIGH)
        .period(20)
        .firstAtPeriod(1)
        .formula("greatest of the last `period` values, the current one included")
        .by(params -> new Extreme(period(params), 1));
  }

  private static Indicator lowest() {
    return Signature.of("LowestValue")
        .chosen(Column.LOW)
        .period(20)
        .firstAtPeriod(1)
        .formula("least of the last `period` values, the current one included")
        .by(params -> new Extreme(period(params), -1));
  }

  private static Indicator percentFromHighest() {
    return Signature.of("PercentFromHighest")
        .chosen(Column.CLOSE)
        .period(20)
        .firstAtPeriod(1)
        .formula("100 (x / greatest of the last `period` values - 1), in percent, at most 0")
        .by(RangeIndicators::percentFromHighest);
  }

  static Pass percentFromHighest(Params params) {
    return percentFromHighest(period(params));
  }

  static Pass percentFromHighest(int n) {
    Composed.Formula formula =
        (parts, in, from, to, out) -> {
          Extreme extreme = (Extreme) parts[0];
          for (int t = from; t < to; t++) {
            double x = in[0][t];
            out[0][t] = 100 * (Windows.ratio(x, extreme.next(x)) - 1);
          }
        };
    return new Composed(formula, new Extreme(n, 1));
  }

  private static Indicator trueRange() {
    return ranged("TrueRange")
        .first(_ -> 1)
        .formula("max(H - L, |H - C[t-1]|, |L - C[t-1]|) (J. W. Wilder, 1978)")
        .by(
            _ -> {
              Direct pass = (in, from, to, out) -> TrueRange.fill(in, from, to, out[0]);
              return pass;
            });
  }

  private static Indicator averageTrueRange() {
    return ranged("ATR")
        .period(14)
        .firstAtPeriod(0)
        .formula(
            "starts with the mean of the true ranges of bars 1 to `period`, then `a += (range - a) "
                + "/ period` (J. W. Wilder, 1978)")
        .by(params -> new Wilder.Atr(period(params)));
  }

  private static Indicator percentRange() {
    return ranged("NATR")
        .period(14)
        .firstAtPeriod(0)
        .formula("100 ATR(period) / C, in percent")
        .by(params -> new Composed(RangeIndicators::percentRange, new Wilder.Atr(period(params))));
  }

  private static void percentRange(
      Memory[] parts, double[][] in, int from, int to, double[][] out) {
    parts[0].advance(in, from, to, out);
    for (int t = from; t < to; t++) {
      out[0][t] = 100 * Windows.ratio(out[0][t], in[2][t]);
    }
  }

  private static Indicator bollinger() {
    return Signature.of("BollingerBands")
        .outputs("upper", "middle", "lower", "percent_b", "width")
        .chosen(Column.CLOSE)
        .period(20)
        .with("stddev", 2)
        .firstAtPeriod(1)
        .formula(
            "middle = SMA(period), upper and lower = middle +- stddev population standard "
                + "deviations of the same values, percent_b = (x - lower) / (upper - lower), width "
                + "= (upper - lower) / middle (J. Bollinger)")
        .by(params -> new Bands(period(params), params.number("stddev", 2)));
  }

  private static Indicator donchian() {
    return Signature.of("DonchianChannels")
        .outputs("upper", "middle", "lower")
        .reads(Column.HIGH, Column.LOW)
        .period(20)
        .firstAtPeriod(1)
        .formula(
            "upper = highest high, lower = lowest low of the last `period` bars, middle = their "
                + "mean (R. Donchian)")
        .by(
            params ->
                new Composed(
                    RangeIndicators::donchian,
                    new Extreme(period(params), 1),
                    new Extreme(period(params), -1)));
  }

  private static void donchian(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    parts[0].advance(in, from, to, out);
    Extreme low = (Extreme) parts[1];
    for (int t = from; t < to; t++) {
      double lower = low.next(in[1][t]);
      out[1][t] = (out[0][t] + lower) / 2;
      out[2][t] = lower;
    }
  }

  private static Indicator keltner() {
    return ranged("KeltnerChannels")
        .outputs("upper", "middle", "lower")
        .period(20)
        .period("atr_period", 10)
        .with("multiplier", 2)
        .first(params -> Math.max(period(params) - 1, params.integer("atr_period", 1)))
        .formula(
            "middle = EMA(period) of the close, upper and lower = middle +- multiplier "
                + "ATR(atr_period) (C. Keltner, 1960; L. Raschke's form)")
        .by(RangeIndicators::keltner);
  }

  private static Pass keltner(Params params) {
    double multiplier = params.number("multiplier", 2);
    Composed.Formula formula =
        (parts, in, from, to, out) -> {
          parts[0].advance(in, from, to, out);
          Exponential mean = (Exponential) parts[1];
          for (int t = from; t < to; t++) {
            double reach = multiplier * out[0][t];
            double middle = mean.next(in[2][t]);
            out[0][t] = middle + reach;
            out[1][t] = middle;
            out[2][t] = middle - reach;
          }
        };
    return new Composed(
        formula, new Wilder.Atr(params.integer("atr_period", 1)), new Exponential(period(params)));
  }
}
