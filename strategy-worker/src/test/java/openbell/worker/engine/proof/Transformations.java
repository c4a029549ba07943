package openbell.worker.engine.proof;

import static openbell.worker.engine.proof.Past.divided;
import static openbell.worker.engine.proof.Past.last;
import static openbell.worker.engine.proof.Past.mean;
import static openbell.worker.engine.proof.Past.window;

import java.util.Map;
import java.util.TreeMap;
import openbell.model.strategy.Params;

/// Market transformers, computed on the bars of the market series itself.
final class Transformations {
  private Transformations() {}

  static Map<String, Formula> all() {
    Map<String, Formula> all = new TreeMap<>();
    all.put("IdentityTransformer", Formula.ofColumn((x, _) -> last(x)).within(Formula.SELECTED));
    all.put("MovingAverageTransformer", Formula.ofColumn(Transformations::average));
    all.put(
        "PercentileRankTransformer",
        Formula.ofColumn((x, p) -> StatisticFormulas.percentRank(window(x, lookback(p))))
            .within(Formula.SELECTED));
    all.put("RelativeStrengthTransformer", Formula.ofColumn(Transformations::relative));
    all.put(
        "ZScoreTransformer",
        Formula.ofColumn(
                (x, p) ->
                    StatisticFormulas.zScore(
                        window(x, p.integer("window", 252)), p.number("ddof", 0)))
            .within(Formula.DEVIATED));
    all.put(
        "RSITransformer",
        Formula.ofColumn((x, p) -> last(OscillatorFormulas.rsi(x, p.integer("window", 14)))));
    all.put(
        "VolatilityTransformer",
        Formula.ofColumn(
                (x, p) ->
                    StatisticFormulas.deviationOfReturns(
                        x, p.integer("window", 20), p.number("annualise", 1)))
            .within(Formula.DEVIATED));
    all.put(
        "ROCTransformer",
        Formula.ofColumn(
            (x, p) -> 100 * (divided(last(x), Past.ago(x, p.integer("window", 10))) - 1)));
    all.put(
        "DrawdownTransformer",
        Formula.ofColumn((x, p) -> RangeFormulas.percentFromHighest(x, p.integer("window", 20))));
    return all;
  }

  private static int lookback(Params p) {
    return p.integer("lookback", 252);
  }

  private static double average(double[] x, Params p) {
    int n = p.integer("window", 20);
    return switch (p.text("method", "simple")) {
      case "simple" -> mean(window(x, n));
      case "weighted" -> AverageFormulas.wma(x, n);
      case "exponential" -> last(AverageFormulas.ema(x, n));
      default -> throw new IllegalArgumentException("the reference has no method " + p);
    };
  }

  private static double relative(double[] x, Params p) {
    int n = p.integer("window", 90);
    return switch (p.text("reference", "ma")) {
      case "ma" -> divided(last(x), mean(window(x, n)));
      case "lookback" -> divided(last(x), Past.ago(x, n));
      case "value" -> divided(last(x), p.number("value", Double.NaN));
      default -> throw new IllegalArgumentException("the reference has no reference " + p);
    };
  }
}
