package openbell.worker.engine.plan;

import java.util.Map;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.model.strategy.StrategyDefinition;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;
import openbell.worker.engine.indicator.Indicator;
import openbell.worker.engine.indicator.Indicators;

/// Market transformers: an indicator over the bars of a market-wide code.
final class Transformers {
  private Transformers() {}

  /// The step that computes what `series` refers to.
  static Step step(StrategyDefinition strategy, NodeInput.MarketSeries series) {
    MarketTransformer transformer =
        strategy.marketTransformers().stream()
            .filter(one -> one.name().equals(series.transformer()))
            .findFirst()
            .orElseThrow(() -> Planner.invalid("there is no transformer " + series.transformer()));
    Params params = transformer.params();
    String type = indicatorOf(transformer.type(), params.text("method", "simple"));
    var column = Planner.column(params.text("field", "Close"));
    if (type.isEmpty()) {
      return new Step.Joined(series.market(), column, null, Params.NONE);
    }
    Indicator indicator = Indicators.find(type).orElseThrow();
    int fallback = indicator.type().equals("RSI") ? 14 : 20;
    int window = params.integer("window", params.integer("lookback", fallback));
    if (window < 1 || window > EngineLimits.PERIOD) {
      throw Planner.invalid("window of " + transformer.name() + " is out of range");
    }
    return new Step.Joined(
        series.market(), column, indicator, new Params(Map.of("period", window)));
  }

  private static String indicatorOf(String type, String method) {
    return switch (type) {
      case "IdentityTransformer" -> "";
      case "MovingAverageTransformer" ->
          switch (method) {
            case "simple" -> "SMA";
            case "exponential" -> "EMA";
            default -> throw Planner.invalid("this engine does not know the method " + method);
          };
      case "RSITransformer" -> "RSI";
      case "ROCTransformer" -> "ROC";
      default -> throw Planner.invalid("this engine does not know the type " + type);
    };
  }
}
