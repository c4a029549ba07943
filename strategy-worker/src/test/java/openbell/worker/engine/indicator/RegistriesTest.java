package openbell.worker.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What documents may say about an indicator is what its kernel understands.
class RegistriesTest {
  /// Parameters of documents that the planner uses up before a kernel sees them.
  private static final Set<String> OF_THE_PLANNER = Set.of("lag", "indicator", "field");

  static Stream<Indicator> known() {
    return both().filter(one -> Primitives.find(one.type()).isPresent());
  }

  private static Stream<Indicator> both() {
    return Stream.of(Indicators.all(), Indicators.transformers()).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("known")
  void agreesWithWhatDocumentsMaySay(Indicator indicator) {
    Primitive primitive = Primitives.find(indicator.type()).orElseThrow();
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (ParamSpec spec : primitive.params()) {
      if (spec.fallback() != null && !OF_THE_PLANNER.contains(spec.name())) {
        defaults.put(spec.name(), spec.fallback());
      }
    }
    assertThat(primitive.outputNames()).isEqualTo(indicator.outputs());
    assertThat(new Params(defaults).values()).isEqualTo(indicator.defaults().values());
    if (primitive.kind() == Kind.INDICATOR) {
      assertThat(primitive.readsColumn()).as("column").isEqualTo(indicator.hasOneSource());
      assertThat(primitive.mostInputs()).as("inputs").isEqualTo(indicator.hasOneSource() ? 1 : 0);
    }
    for (String period : indicator.periods()) {
      ParamSpec spec = primitive.param(period).orElseThrow();
      assertThat(spec.least()).as("least %s", period).isGreaterThanOrEqualTo(1);
      assertThat(spec.most()).as("most %s", period).isLessThanOrEqualTo(EngineLimits.PERIOD);
    }
  }

  @Test
  void listsWhatOnlyOneSideKnows() {
    List<String> onlyHere = new ArrayList<>();
    both()
        .map(Indicator::type)
        .filter(type -> Primitives.find(type).isEmpty())
        .forEach(onlyHere::add);
    List<String> onlyThere =
        Primitives.names(Kind.INDICATOR, Kind.TRANSFORMER).stream()
            .filter(type -> find(type).isEmpty())
            .toList();
    Logged.line("indicators that documents cannot name yet: " + onlyHere);
    Logged.line("indicators that the engine cannot compute: " + onlyThere);
    // Fundamentals need a source that the engine does not have: documents with them are refused.
    assertThat(onlyThere).isSubsetOf("ROE", "PE", "DebtRatio", "OperatingCashflow", "Rank");
  }

  private static Optional<Indicator> find(String type) {
    return Indicators.find(type).or(() -> Indicators.transformer(type));
  }
}
