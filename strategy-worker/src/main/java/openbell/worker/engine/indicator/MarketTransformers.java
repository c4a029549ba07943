package openbell.worker.engine.indicator;

import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Window.Mean;
import openbell.worker.engine.series.Column;

/// What documents write in `market_indicators.transformers`: indicators of a market-wide series
/// under the parameters of that place.
final class MarketTransformers {
  private MarketTransformers() {}

  static List<Indicator> all() {
    return List.of(
        identity(),
        movingAverage(),
        percentileRank(),
        relativeStrength(),
        zScore(),
        rsi(),
        volatility(),
        rateOfChange(),
        drawdown());
  }

  private static Signature of(String type) {
    return Signature.of(type).reads(Column.CLOSE);
  }

  private static int window(Params params) {
    return params.integer("window", 1);
  }

  private static Indicator identity() {
    return of("IdentityTransformer").formula("x").by(_ -> Windows.lag(0));
  }

  private static Indicator movingAverage() {
    return of("MovingAverageTransformer")
        .period("window", 20)
        .with("method", "simple")
        .first(params -> window(params) - 1)
        .formula(
            "SMA, WMA or EMA over `window` values; `method` is simple, weighted or exponential")
        .by(
            params ->
                switch (params.text("method", "simple")) {
                  case "weighted" -> new Window.Weighted(window(params));
                  case "exponential" -> new Averages.Exponential(window(params));
                  default -> new Averages.Simple(window(params));
                });
  }

  private static Indicator percentileRank() {
    return of("PercentileRankTransformer")
        .period("lookback", 252)
        .first(params -> params.integer("lookback", 1) - 1)
        .formula("PercentRank over `lookback` values, 0 to 100")
        .by(params -> new Window.Rank(params.integer("lookback", 1)));
  }

  private static Indicator relativeStrength() {
    return of("RelativeStrengthTransformer")
        .period("window", 90)
        .with("reference", "ma")
        .first(MarketTransformers::firstStrength)
        .formula(
            "`reference` ma: x / SMA(window); lookback: x / x[t-window], from bar `window`; value: "
                + "x / the parameter `value`, from bar 0")
        .by(MarketTransformers::strength);
  }

  private static int firstStrength(Params params) {
    return switch (params.text("reference", "ma")) {
      case "lookback" -> window(params);
      case "value" -> 0;
      default -> window(params) - 1;
    };
  }

  private static Pass strength(Params params) {
    return switch (params.text("reference", "ma")) {
      case "lookback" -> Windows.ratioToLag(window(params));
      case "value" -> Windows.ratioTo(params.number("value", Double.NaN));
      default -> new Composed(MarketTransformers::toMean, new Mean(window(params)));
    };
  }

  private static void toMean(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Mean mean = (Mean) parts[0];
    for (int t = from; t < to; t++) {
      out[0][t] = Windows.ratio(in[0][t], mean.next(in[0][t]));
    }
  }

  private static Indicator zScore() {
    return of("ZScoreTransformer")
        .period("window", 252)
        .with("ddof", 0)
        .first(params -> window(params) - 1)
        .formula("ZScore over `window` values")
        .by(params -> StatisticIndicators.score(window(params), params.number("ddof", 0)));
  }

  private static Indicator rsi() {
    return of("RSITransformer")
        .period("window", 14)
        .first(MarketTransformers::window)
        .formula("RSI over `window` changes, 0 to 100")
        .by(params -> new Wilder.Rsi(window(params)));
  }

  private static Indicator volatility() {
    return of("VolatilityTransformer")
        .period("window", 20)
        .with("method", "std")
        .with("annualise", 1)
        .first(MarketTransformers::window)
        .formula(
            "s sqrt(annualise) as a fraction, s the sample standard deviation of the last `window` "
                + "simple returns")
        .by(
            params ->
                StatisticIndicators.volatility(window(params), params.number("annualise", 1), 1));
  }

  private static Indicator rateOfChange() {
    return of("ROCTransformer")
        .period("window", 20)
        .first(MarketTransformers::window)
        .formula("ROC over `window` bars, in percent")
        .by(params -> Windows.rateOfChange(window(params)));
  }

  private static Indicator drawdown() {
    return of("DrawdownTransformer")
        .period("window", 20)
        .first(params -> window(params) - 1)
        .formula("PercentFromHighest over `window` values, in percent, at most 0")
        .by(params -> RangeIndicators.percentFromHighest(window(params)));
  }
}
