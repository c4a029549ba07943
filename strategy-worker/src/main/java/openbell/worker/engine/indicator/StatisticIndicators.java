package openbell.worker.engine.indicator;

import static openbell.worker.engine.indicator.Signature.period;

import java.util.Arrays;
import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Window.Spread;
import openbell.worker.engine.series.Column;

/// Deviations and ranks, and the series that need no arithmetic.
final class StatisticIndicators {
  private StatisticIndicators() {}

  static List<Indicator> all() {
    return List.of(
        constant(), lag(), deviation(), variance(), score(), volatility(), percentRank());
  }

  private static Signature spread(String type) {
    return Signature.of(type).chosen(Column.CLOSE).period(20).with("ddof", 0).firstAtPeriod(1);
  }

  private static Indicator constant() {
    return Signature.of("Constant")
        .formula("the parameter `value`, which must be given, on every bar")
        .by(StatisticIndicators::constantly);
  }

  private static Direct constantly(Params params) {
    double value = params.number("value", Double.NaN);
    return (_, from, to, out) -> Arrays.fill(out[0], from, to, value);
  }

  private static Indicator lag() {
    return Signature.of("Lag")
        .chosen(Column.CLOSE)
        .period("periods", 1)
        .first(params -> params.integer("periods", 1))
        .formula("x[t-periods]")
        .by(params -> Windows.lag(params.integer("periods", 1)));
  }

  private static Indicator deviation() {
    return spread("StdDev")
        .formula("square root of Variance")
        .by(
            params ->
                new Composed(
                    StatisticIndicators::deviation,
                    new Spread(period(params), params.number("ddof", 0))));
  }

  private static Indicator variance() {
    return spread("Variance")
        .formula(
            "sum of squared distances from the mean of the last `period` values / (period - ddof): "
                + "ddof 0 is the population's, 1 the sample's; undefined unless period > ddof")
        .by(
            params ->
                new Composed(
                    StatisticIndicators::variance,
                    new Spread(period(params), params.number("ddof", 0))));
  }

  private static void variance(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Spread spread = (Spread) parts[0];
    for (int t = from; t < to; t++) {
      spread.next(in[0][t]);
      out[0][t] = spread.variance();
    }
  }

  private static void deviation(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    variance(parts, in, from, to, out);
    for (int t = from; t < to; t++) {
      out[0][t] = Math.sqrt(out[0][t]);
    }
  }

  private static Indicator score() {
    return spread("ZScore")
        .formula("(x - mean of the last `period` values) / StdDev; undefined when they are equal")
        .by(params -> score(period(params), params.number("ddof", 0)));
  }

  static Pass score(int n, double ddof) {
    return new Composed(StatisticIndicators::score, new Spread(n, ddof));
  }

  private static void score(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Spread spread = (Spread) parts[0];
    for (int t = from; t < to; t++) {
      double distance = in[0][t] - spread.next(in[0][t]);
      out[0][t] = Windows.ratio(distance, Math.sqrt(spread.variance()));
    }
  }

  private static Indicator volatility() {
    return Signature.of("Volatility")
        .chosen(Column.CLOSE)
        .period(20)
        .with("annualise", 252)
        .firstAtPeriod(0)
        .formula(
            "100 s sqrt(annualise), in percent, s the sample standard deviation (divided by period "
                + "- 1) of the last `period` simple returns x / x[t-1] - 1")
        .by(params -> volatility(period(params), params.number("annualise", 252), 100));
  }

  /// Sample deviation of `n` simple returns, times `unit` and the root of `annualise`.
  static Pass volatility(int n, double annualise, double unit) {
    double factor = unit * Math.sqrt(annualise);
    Composed.Formula formula =
        (parts, in, from, to, out) -> {
          Spread spread = (Spread) parts[0];
          for (int t = from; t < to; t++) {
            double before = t == 0 ? Double.NaN : in[0][t - 1];
            spread.next(Windows.ratio(in[0][t], before) - 1);
            out[0][t] = factor * Math.sqrt(spread.variance());
          }
        };
    return new Composed(formula, new Spread(n, 1));
  }

  private static Indicator percentRank() {
    return Signature.of("PercentRank")
        .chosen(Column.CLOSE)
        .period(252)
        .firstAtPeriod(1)
        .formula(
            "100 (less + (equal + 1)/2) / period, 0 to 100: how many of the last `period` values "
                + "are less than the current one and equal to it, itself included")
        .by(params -> new Window.Rank(period(params)));
  }
}
