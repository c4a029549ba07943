package openbell.worker.engine.indicator;

import static openbell.worker.engine.indicator.Signature.period;

import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Window.Mean;
import openbell.worker.engine.series.Column;

/// Indicators that say where the close stands in the range of the last bars.
final class OscillatorIndicators {
  private OscillatorIndicators() {}

  static List<Indicator> all() {
    return List.of(stochastic(), williams(), commodityChannel(), ultimate(), balanceOfPower());
  }

  private static Signature ranged(String type) {
    return Signature.of(type).reads(Column.HIGH, Column.LOW, Column.CLOSE);
  }

  private static Indicator stochastic() {
    return ranged("Stochastic")
        .outputs("k", "d")
        .period("k", 14)
        .period("k_slow", 3)
        .period("d", 3)
        .first(params -> kFirst(params) + params.integer("d", 1) - 1)
        .formula(
            "k = SMA(`k_slow`) of 100 (C - LL) / (HH - LL), 0 to 100, HH and LL the extremes of "
                + "the last `k` bars; d = SMA(`d`) of k; k from bar k + k_slow - 2 (G. Lane)")
        .by(
            params ->
                new Composed(
                    OscillatorIndicators::stochastic,
                    new Extreme(params.integer("k", 1), 1),
                    new Extreme(params.integer("k", 1), -1),
                    new Mean(params.integer("k_slow", 1)),
                    new Mean(params.integer("d", 1))));
  }

  private static int kFirst(Params params) {
    return params.integer("k", 1) + params.integer("k_slow", 1) - 2;
  }

  private static void stochastic(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Extreme high = (Extreme) parts[0];
    Extreme low = (Extreme) parts[1];
    Mean slow = (Mean) parts[2];
    Mean slower = (Mean) parts[3];
    for (int t = from; t < to; t++) {
      double top = high.next(in[0][t]);
      double bottom = low.next(in[1][t]);
      double k = slow.next(100 * Windows.ratio(in[2][t] - bottom, top - bottom));
      out[0][t] = k;
      out[1][t] = slower.next(k);
    }
  }

  private static Indicator williams() {
    return ranged("WilliamsR")
        .period(14)
        .firstAtPeriod(1)
        .formula(
            "-100 (HH - C) / (HH - LL), -100 to 0, HH and LL the extremes of the last `period` "
                + "bars (L. Williams, 1973)")
        .by(
            params ->
                new Composed(
                    OscillatorIndicators::williams,
                    new Extreme(period(params), 1),
                    new Extreme(period(params), -1)));
  }

  private static void williams(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Extreme high = (Extreme) parts[0];
    Extreme low = (Extreme) parts[1];
    for (int t = from; t < to; t++) {
      double top = high.next(in[0][t]);
      double bottom = low.next(in[1][t]);
      out[0][t] = -100 * Windows.ratio(top - in[2][t], top - bottom);
    }
  }

  private static Indicator commodityChannel() {
    return ranged("CCI")
        .period(20)
        .firstAtPeriod(1)
        .formula(
            "(p - m) / (0.015 d), p = (H + L + C)/3, m its mean and d its mean absolute distance "
                + "from m over the last `period` bars (D. Lambert, 1980)")
        .by(
            params ->
                new Composed(OscillatorIndicators::commodityChannel, new Mean(period(params))));
  }

  private static void commodityChannel(
      Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Mean mean = (Mean) parts[0];
    for (int t = from; t < to; t++) {
      double price = Windows.typical(in, t);
      double middle = mean.next(price);
      double deviation = Double.isNaN(middle) ? middle : mean.distances(middle) / mean.n;
      out[0][t] = Windows.ratio(price - middle, 0.015 * deviation);
    }
  }

  private static Indicator ultimate() {
    return ranged("UltimateOscillator")
        .period("short_period", 7)
        .period("medium_period", 14)
        .period("long_period", 28)
        .first(
            params ->
                Math.max(
                    params.integer("short_period", 1),
                    Math.max(params.integer("medium_period", 1), params.integer("long_period", 1))))
        .formula(
            "100 (4 a + 2 b + c) / 7, 0 to 100; a, b and c are sum(C - min(L, C[t-1])) / sum(true "
                + "range) over the short, medium and long period (L. Williams, 1976)")
        .by(
            params ->
                new Composed(
                    OscillatorIndicators::ultimate,
                    mean(params, "short_period"),
                    mean(params, "short_period"),
                    mean(params, "medium_period"),
                    mean(params, "medium_period"),
                    mean(params, "long_period"),
                    mean(params, "long_period")));
  }

  private static Mean mean(Params params, String name) {
    return new Mean(params.integer(name, 1));
  }

  private static void ultimate(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    for (int t = from; t < to; t++) {
      double before = t == 0 ? Double.NaN : in[2][t - 1];
      double range = TrueRange.of(in[0][t], in[1][t], before);
      double pressure = in[2][t] - Math.min(in[1][t], before);
      double sum = 0;
      for (int i = 0; i < 3; i++) {
        double bought = ((Mean) parts[2 * i]).next(pressure);
        sum += (4 >> i) * Windows.ratio(bought, ((Mean) parts[2 * i + 1]).next(range));
      }
      out[0][t] = 100 * sum / 7;
    }
  }

  private static Indicator balanceOfPower() {
    return Signature.of("BOP")
        .reads(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE)
        .formula("(C - O) / (H - L), -1 to 1 (I. Livshin, 2001)")
        .by(
            _ -> {
              Direct pass =
                  (in, from, to, out) -> {
                    for (int t = from; t < to; t++) {
                      out[0][t] = Windows.ratio(in[3][t] - in[0][t], in[1][t] - in[2][t]);
                    }
                  };
              return pass;
            });
  }
}
