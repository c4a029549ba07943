package openbell.model.strategy;

import static openbell.model.strategy.ParamSpec.choice;
import static openbell.model.strategy.ParamSpec.number;
import static openbell.model.strategy.Specs.bars;

import java.util.ArrayList;
import java.util.List;
import openbell.model.strategy.Output.Unit;
import openbell.model.strategy.Primitive.Gives;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitive.Series;

/// What can be done with a market-wide series before a portfolio reads it.
final class TransformerSignatures {
  private TransformerSignatures() {}

  static List<Primitive> all() {
    List<Primitive> all = new ArrayList<>(levels());
    all.addAll(distances());
    all.addAll(changes());
    return all;
  }

  private static List<Primitive> levels() {
    return List.of(
        transformer(
            "IdentityTransformer",
            List.of(),
            "The series itself.",
            Output.open("value", Unit.AS_INPUT)),
        transformer(
            "MovingAverageTransformer",
            List.of(
                window(20, 1),
                choice("method", "simple", List.of("simple", "weighted", "exponential"))
                    .says("Which mean is used.")),
            "A mean of the window.",
            Output.open("value", Unit.AS_INPUT)),
        transformer(
            "PercentileRankTransformer",
            List.of(bars("lookback", 252, 1).says("Bars of the window, the current one included.")),
            "How many percent of the window lie below the value, 0 to 100.",
            Output.percent("value", 0, 100)));
  }

  private static List<Primitive> distances() {
    return List.of(
        transformer(
            "RelativeStrengthTransformer",
            List.of(
                window(90, 1),
                choice("reference", "ma", List.of("ma", "lookback", "value"))
                    .says("Divide by the mean, by the value of so many bars ago, or by a number."),
                number("value", 0, Specs.LARGEST_NUMBER)
                    .aboveZero()
                    .says("The number to divide by when reference is value.")),
            "The series as a multiple of its mean, its past or a number.",
            Output.open("value", Unit.RATIO)),
        transformer(
            "ZScoreTransformer",
            List.of(window(252, 2), Specs.DDOF),
            "How many deviations the value is from the mean of the window.",
            Output.open("value", Unit.RATIO)));
  }

  private static List<Primitive> changes() {
    return List.of(
        transformer(
            "RSITransformer",
            List.of(window(14, 1)),
            "How much of the recent movement was upward, 0 to 100.",
            Output.percent("value", 0, 100)),
        transformer(
            "VolatilityTransformer",
            List.of(
                window(20, 2),
                choice("method", "std", List.of("std")).says("The sample deviation of returns."),
                number("annualise", 0, Specs.LARGEST_YEAR)
                    .or(1)
                    .aboveZero()
                    .says("Bars of a year; 1 leaves the figure per bar.")),
            "The sample deviation of simple returns, as a fraction.",
            Output.positive("value", Unit.RATIO)),
        transformer(
            "ROCTransformer",
            List.of(window(20, 1)),
            "The change over so many bars, in percent.",
            Output.percent("value", -100, Double.POSITIVE_INFINITY)),
        transformer(
            "DrawdownTransformer",
            List.of(window(20, 1)),
            "How far below the highest value of the window, in percent: 0 or negative.",
            Output.percent("value", -100, 0)));
  }

  private static ParamSpec window(int fallback, int least) {
    return bars("window", fallback, least).says("Bars of the window, the current one included.");
  }

  private static Primitive transformer(
      String name, List<ParamSpec> own, String summary, Output output) {
    List<ParamSpec> params = new ArrayList<>();
    params.add(
        ParamSpec.market("indicator")
            .demanded()
            .says("A code of market_indicators.indicators whose bars are read."));
    params.addAll(own);
    params.add(Specs.column("field", "Close"));
    return new Primitive(
        name,
        Kind.TRANSFORMER,
        summary,
        params,
        0,
        0,
        Series.NUMBER,
        List.of(output),
        Gives.NUMBER);
  }
}
