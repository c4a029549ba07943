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
    }
    boolean lags = primitive.param("lag").isPresent();
    assertThat(lags).isEqualTo(primitive.kind() == Kind.INDICATOR);
  }

  @Test
  void knowsWhatTheEngineEvaluatesAndNothingElse() {
    // Then
    assertThat(Primitives.names(Kind.INDICATOR))
        .containsExactly(
            "SMA",
            "EMA",
            "RSI",
            "MACD",
            "BollingerBands",
            "ATR",
            "HighestValue",
            "LowestValue",
            "ROC",
            "Constant");
    assertThat(Primitives.names(Kind.SIGNAL))
        .containsExactly(
            "GreaterThan",
            "LessThan",
            "Crossover",
            "Crossunder",
            "And",
            "Or",
            "Not",
            "InRange",
            "Always");
    assertThat(Primitives.names(Kind.CAPITAL))
        .containsExactly(
            "PercentCapitalStrategy", "SimplePercentCapitalStrategy", "FixedInvestmentStrategy");
    assertThat(Primitives.names(Kind.TRANSFORMER)).isEmpty();
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
