package openbell.worker.engine.plan;

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
    Indicator indicator =
        Indicators.transformer(transformer.type())
            .orElseThrow(
                () -> Planner.invalid("this engine does not know the type " + transformer.type()));
    Params params = Planner.complete(indicator.defaults(), transformer.params());
    return new Step.Joined(
        series.market(),
        Planner.column(params.text("field", "Close")),
        indicator,
        Planner.without(params, "field", "indicator"));
  }
}
