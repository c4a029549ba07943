package openbell.worker.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.testing.Documents;
import org.junit.jupiter.api.Test;

class VariantsTest {
  private final Documents document =
      Documents.portfolio("AAA")
          .transformer("rank", "PercentileRankTransformer", Map.of("lookback", 252))
          .indicator(Documents.node("fast", "SMA", Map.of("period", 20)))
          .buy("GreaterThan", Documents.own("Close"), Documents.ref("fast"))
          .sell("LessThan", Documents.own("Close"), Documents.ref("fast"));

  @Test
  void changesWhatIsNamedAndNothingElse() {
    // Given
    PortfolioDefinition base = document.build();
    List<Axis> axes =
        parse(base, "fast.period=10", "rank.lookback=60", "capital.percents=50", "buy.epsilon=0.5");
    // When
    PortfolioDefinition variant = new Variants(base, axes).with(new Grid(axes).values(0));
    // Then
    assertThat(variant.strategy().indicators().getFirst().params().number("period", 0))
        .isEqualTo(10);
    assertThat(variant.strategy().marketTransformers().getFirst().params().number("lookback", 0))
        .isEqualTo(60);
    assertThat(variant.strategy().capital().params().values())
        .containsEntry("percents", 50.0)
        .containsEntry("initial_capital", 100_000.0);
    assertThat(variant.strategy().signals().getFirst().params().number("epsilon", 0))
        .isEqualTo(0.5);
    assertThat(variant.strategy().signals().getLast())
        .isEqualTo(base.strategy().signals().getLast());
    assertThat(base).isEqualTo(document.build());
  }

  @Test
  void aNodeCalledCapitalHidesTheCapitalStrategy() {
    // Given
    PortfolioDefinition base =
        document.indicator(Documents.node("capital", "SMA", Map.of("period", 5))).build();
    List<Axis> axes = parse(base, "capital.period=7");
    // When
    PortfolioDefinition variant = new Variants(base, axes).with(List.of(7.0));
    // Then
    assertThat(variant.strategy().indicators().getLast().params().number("period", 0)).isEqualTo(7);
    assertThat(variant.strategy().capital()).isEqualTo(base.strategy().capital());
  }

  @Test
  void aDefaultIsTheDocumentsOwnValueWhereItNamesNone() {
    // When
    Axis axis = parse(document.build(), "buy.epsilon=0,0.5").getFirst();
    // Then
    assertThat(axis.own()).isEqualTo(0.0);
    assertThat(axis.ownIndex()).isZero();
  }

  @Test
  void rangesAndListsMixAndKeepTheirOrder() {
    // When
    Axis axis = parse(document.build(), "buy.epsilon=0.1..0.3:0.1,5,0.2,1..2").getFirst();
    // Then
    assertThat(axis.values()).containsExactly(0.1, 0.2, 0.3, 5.0, 1.0, 2.0);
  }

  @Test
  void onlySingleValuesCanBeSwept() {
    // Given
    PortfolioDefinition base =
        document
            .capital(
                Documents.capital(
                    "TargetWeightStrategy",
                    Map.of("initial_capital", 100_000, "weights", Map.of("AAA", 1))))
            .build();
    // Then
    assertThatThrownBy(() -> parse(base, "capital.weights=1"))
        .hasMessage(
            "capital.weights is an object of numbers by symbol; only single values can be swept");
  }

  private static List<Axis> parse(PortfolioDefinition definition, String... params) {
    return new AxisParser(definition.strategy(), IllegalArgumentException::new)
        .parse(List.of(params));
  }
}
