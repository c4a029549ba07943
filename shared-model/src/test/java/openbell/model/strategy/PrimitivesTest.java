package openbell.model.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import openbell.model.strategy.Primitive.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrimitivesTest {

  static java.util.Collection<Primitive> all() {
    return Primitives.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasSoundSignatures(Primitive primitive) {
    // Then
    assertThat(primitive.leastInputs()).isBetween(0, primitive.mostInputs());
    assertThat(primitive.mostInputs()).isLessThanOrEqualTo(EngineLimits.INPUTS_PER_NODE);
    assertThat(primitive.outputs().isEmpty()).isEqualTo(primitive.kind() == Kind.CAPITAL);
    for (ParamSpec spec : primitive.params()) {
      assertThat(spec.required() && spec.fallback() != null).as(spec.name()).isFalse();
      if (spec.fallback() instanceof Double number) {
        assertThat(spec.admits(number)).as(spec.name()).isTrue();
      }
      if (spec.fallback() instanceof String text) {
        assertThat(spec.allowed()).as(spec.name()).contains(text);
      }
      assertThat(spec.description()).as(spec.name()).endsWith(".");
    }
    assertThat(primitive.summary()).endsWith(".");
    boolean lags = primitive.param("lag").isPresent();
    assertThat(lags).isEqualTo(primitive.kind() == Kind.INDICATOR);
  }

  /// The tables of the design: a name that is lost or added is seen here.
  @Test
  void knowsThePrimitivesOfTheDesign() {
    // Then
    assertThat(String.join(" ", Primitives.names(Kind.INDICATOR)))
        .isEqualTo(
            "SMA EMA WMA VWMA TRIMA DEMA TEMA T3 HMA KAMA RSI MACD ATR HighestValue LowestValue"
                + " PercentFromHighest ROC Momentum BollingerBands ChandelierExit DonchianChannels"
                + " KeltnerChannels SuperTrend ParabolicSAR Constant Lag Rank TrueRange NATR ADX"
                + " Stochastic StochRSI CCI WilliamsR UltimateOscillator BOP Aroon TRIX PPO CMO MFI"
                + " OBV ChaikinAD ChaikinOscillator StdDev Variance ZScore Volatility PercentRank"
                + " LinReg LinRegSlope");
    assertThat(String.join(" ", Primitives.names(Kind.SIGNAL)))
        .isEqualTo(
            "GreaterThan LessThan GreaterOrEqual LessOrEqual Equal InRange Crossover Crossunder And"
                + " Or Not Always Never Any All Streak BarsSince Add Subtract Multiply Divide"
                + " PercentChange LinearScaleWeight TopN StockBondSwitch Calendar");
    assertThat(String.join(" ", Primitives.names(Kind.TRANSFORMER)))
        .isEqualTo(
            "IdentityTransformer MovingAverageTransformer PercentileRankTransformer"
                + " RelativeStrengthTransformer ZScoreTransformer RSITransformer"
                + " VolatilityTransformer ROCTransformer DrawdownTransformer");
    assertThat(String.join(" ", Primitives.names(Kind.CAPITAL)))
        .isEqualTo(
            "PercentCapitalStrategy SimplePercentCapitalStrategy FixedInvestmentStrategy"
                + " FixedAmountStrategy EqualWeightStrategy TargetWeightStrategy"
                + " InverseVolatilityStrategy TargetVolatilityStrategy");
  }

  @ParameterizedTest
  @CsvSource({
    "Add, 0, 2, NUMBER",
    "Add, 1, 2, SIGNAL",
    "Add, 2, 2, NUMBER",
    "PercentChange, 0, 1, NUMBER",
    "PercentChange, 1, 1, SIGNAL",
    "PercentChange, 0, 2, SIGNAL",
    "BarsSince, 0, 1, NUMBER",
    "And, 0, 2, SIGNAL"
  })
  void aComparisonTurnsANumberIntoASignal(
      String name, int threshold, int inputs, Primitive.Series series) {
    // Given
    Params params =
        switch (threshold) {
          case 0 -> Params.NONE;
          case 1 -> new Params(Map.of("threshold", 5));
          default -> new Params(Map.of("threshold", 5, "return_calculation", true));
        };

    // When
    Primitive.Series gives = Primitives.find(name).orElseThrow().gives(params, inputs);

    // Then
    assertThat(gives).isEqualTo(series);
  }

  @Test
  void fillsInDefaults() {
    // Given
    Primitive highest = Primitives.find("HighestValue").orElseThrow();

    // When
    Params params = Primitives.withDefaults(highest, new Params(Map.of("period", 5)), false);

    // Then
    assertThat(params.values())
        .containsExactlyInAnyOrderEntriesOf(Map.of("period", 5.0, "column", "High", "lag", 0.0));
  }

  @ParameterizedTest
  @CsvSource({
    "Sma, SMA",
    "bollinger, BollingerBands",
    "BolingerBands, BollingerBands",
    "CrossOver, Crossover",
    "Crosover, Crossover",
    "Greater, GreaterThan",
    "FixedInvestStrategy, FixedInvestmentStrategy"
  })
  void guessesWhatWasMeant(String written, String meant) {
    // When
    var nearest =
        Spelling.nearest(written, Primitives.all().stream().map(Primitive::name).toList());

    // Then
    assertThat(nearest).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"xyzzyplugh", "q"})
  void doesNotGuessWhenNothingIsNear(String written) {
    // When
    var nearest = Spelling.nearest(written, Primitives.names(Kind.CAPITAL));

    // Then
    assertThat(nearest).isEmpty();
  }
}
