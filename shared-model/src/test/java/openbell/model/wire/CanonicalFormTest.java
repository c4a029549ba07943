package openbell.model.wire;

import static openbell.model.wire.Documents.PLAIN;
import static openbell.model.wire.Documents.RICH;
import static openbell.model.wire.Documents.legal;
import static openbell.model.wire.Documents.plainWith;
import static openbell.model.wire.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Node;
import openbell.model.strategy.StrategyDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalFormTest {
  private final PortfolioCodec codec = new PortfolioCodec();

  /// A changed hash makes a new version of every stored portfolio: this must be meant.
  @Test
  void keepsItsHashFromReleaseToRelease() {
    // When
    String hash = codec.configHash(legal(PLAIN));

    // Then
    assertThat(hash).isEqualTo("90adae2850b03776d72939d6d75952197377b0f970e29ffea1599de20e10f37e");
    assertThat(codec.configHash(legal(RICH)))
        .isEqualTo("b7bbbe1100cac93fa20e86e49016b20e17a756eb3444a11b8aedcdc9cc79df0e");
  }

  @Test
  void doesNotDependOnTheOrderOfNodes() {
    // Given
    PortfolioDefinition definition = legal(RICH);
    long seed = 7;
    Random random = new Random(seed);

    for (int round = 0; round < 50; round++) {
      // When
      PortfolioDefinition shuffled = shuffled(definition, random);

      // Then
      assertThat(codec.canonical(shuffled))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(codec.canonical(definition));
    }
  }

  /// Ids are names for people: any others give the same strategy.
  @ParameterizedTest
  @MethodSource("renamed")
  void doesNotDependOnNames(String document, String renamed) {
    assertThat(codec.configHash(legal(renamed))).isEqualTo(codec.configHash(legal(document)));
  }

  static Stream<Arguments> renamed() {
    return Stream.of(
        arguments(
            RICH, renamed(RICH, "fast", "slow", "macd", "smooth", "rsi", "other", "up", "buy")),
        arguments(FindingsTest.MARKET, renamed(FindingsTest.MARKET, "vix_rank", "slow", "calm")),
        arguments(
            FindingsTest.MARKET,
            with(
                FindingsTest.MARKET,
                "\"lookback\": 252",
                "\"lookback\": 252, \"field\": \"Close\"")),
        arguments(
            FindingsTest.WEIGHTS,
            with(
                FindingsTest.WEIGHTS,
                "{\"SPY\": 0.6, \"TLT\": 0.4}",
                "{\"TLT\": 4e-1, \"SPY\": 0.60}, \"max_positions\": null")),
        arguments(
            FindingsTest.WEIGHTS,
            with(
                FindingsTest.WEIGHTS,
                "\"quarterly\"",
                "\"quarterly\", \"on_first_bar\": true, \"drift_threshold\": null")));
  }

  private static String renamed(String document, String... ids) {
    String renamed = document;
    for (String id : ids) {
      renamed = with(renamed, "\"" + id + "\"", "\"" + id + "_" + id.length() + "\"");
    }
    // Names of columns are not ids: without one, the id is the name.
    return renamed.replace(
        "\"band\": \"signal\"", "\"band\": \"signal\", \"output_name\": \"macd_signal\"");
  }

  static Stream<Arguments> sameMeaning() {
    String not = "[{\"ref\": \"buy\"}]";
    return Stream.of(
        arguments("another id", PLAIN.replace("\"slow\"", "\"average\"")),
        arguments("another name", plainWith("\"Plain\"", "\"Simple\"")),
        arguments("another code", plainWith("\"plain\"", "\"simple\"")),
        arguments("a description", plainWith("\"code\"", "\"description\": \"x\", \"code\"")),
        arguments(
            "the symbol's name",
            plainWith("{\"symbol\": \"SPY\"}", "{\"symbol\": \"SPY\", \"name\": \"Fund\"}")),
        arguments(
            "a schedule", plainWith("\"code\"", "\"schedule\": {\"at\": \"close\"}, \"code\"")),
        arguments(
            "a recipient",
            plainWith("\"code\"", "\"recipients\": [{\"email\": \"a@example.com\"}], \"code\"")),
        arguments(
            "a default said aloud",
            plainWith("\"period\": 200", "\"period\": 200, \"column\": \"Close\", \"lag\": 0")),
        arguments(
            "the column as an input",
            plainWith(
                "{\"period\": 200}", "{\"period\": 200}, \"inputs\": [{\"column\": \"Close\"}]")),
        arguments("another spelling of a number", plainWith("100000", "1.0e5")),
        arguments(
            "the only band named",
            plainWith("{\"ref\": \"slow\"}", "{\"ref\": \"slow\", \"band\": \"value\"}")),
        arguments(
            "a default of the document",
            plainWith("\"code\"", "\"lot_size\": 1, \"currency\": \"USD\", \"code\"")),
        arguments(
            "written inline",
            with(
                PLAIN,
                not,
                "[{\"type\": \"GreaterThan\", \"inputs\": [{\"column\": \"Close\"}, {\"type\": \"SMA\", \"params\": {\"period\": 200}}]}]")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sameMeaning")
  void givesOneHashToOneMeaning(String what, String document) {
    // When
    String hash = codec.configHash(legal(document));

    // Then
    assertThat(hash).isEqualTo(codec.configHash(legal(PLAIN)));
  }

  static Stream<Arguments> otherMeaning() {
    return Stream.of(
        arguments("another period", plainWith("\"period\": 200", "\"period\": 199")),
        arguments(
            "another column",
            plainWith("\"period\": 200", "\"period\": 200, \"column\": \"Open\"")),
        arguments(
            "inputs exchanged",
            plainWith(
                "[{\"column\": \"Close\"}, {\"ref\": \"slow\"}]",
                "[{\"ref\": \"slow\"}, {\"column\": \"Close\"}]")),
        arguments("another symbol", plainWith("\"SPY\"", "\"QQQ\"")),
        arguments("another start", plainWith("2005-01-03", "2005-01-04")),
        arguments("costs", plainWith("\"code\"", "\"commission\": {\"rate\": 0.001}, \"code\"")),
        arguments(
            "another fill",
            plainWith("\"code\"", "\"execution\": {\"fill\": \"close\"}, \"code\"")),
        arguments("another capital", plainWith("100000", "100001")),
        arguments("no sell rule", plainWith(", \"sell_signal\": \"sell\"", "")),
        arguments(
            "a named column",
            plainWith(
                "\"sell_signal\": \"sell\"",
                "\"sell_signal\": \"sell\", \"indicators\": [{\"id\": \"slow\"}]")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherMeaning")
  void givesAnotherHashToAnotherMeaning(String what, String document) {
    // When
    String hash = codec.configHash(legal(document));

    // Then
    assertThat(hash).matches("[0-9a-f]{64}").isNotEqualTo(codec.configHash(legal(PLAIN)));
  }

  /// Sixty levels of And(x, x) must not take 2^60 steps.
  @Test
  void staysSmallHoweverNodesAreShared() {
    // Given
    StringBuilder signals = new StringBuilder();
    for (int i = 1; i <= 60; i++) {
      String previous = i == 1 ? "buy" : "s" + (i - 1);
      signals.append(
          "{\"id\": \"s%d\", \"type\": \"%s\", \"inputs\": [{\"ref\": \"%s\"}, {\"ref\": \"%s\"}]},"
              .formatted(i, i % 2 == 0 ? "And" : "Or", previous, previous));
    }
    String document =
        with(
            with(PLAIN, "{\"id\": \"sell\"", signals + "{\"id\": \"sell\""),
            "[{\"ref\": \"buy\"}]",
            "[{\"ref\": \"s60\"}]");

    // When
    byte[] canonical = codec.canonical(legal(document));

    // Then
    assertThat(canonical.length).isLessThan(100_000);
  }

  @Test
  void flattensTheSameOperatorAndForgetsTheOrder() {
    // Given
    String nested =
        conditions(
            "{\"type\": \"And\", \"inputs\": [{\"ref\": \"a\"}, {\"ref\": \"b\"}]}, {\"ref\": \"c\"}");
    String flat = conditions("{\"ref\": \"c\"}, {\"ref\": \"b\"}, {\"ref\": \"a\"}");

    // When
    String hash = codec.configHash(legal(nested));

    // Then
    assertThat(hash).isEqualTo(codec.configHash(legal(flat)));
  }

  @Test
  void hasNoSpacesAndSortedKeys() {
    // When
    String canonical = new String(codec.canonical(legal(PLAIN)), StandardCharsets.UTF_8);

    // Then
    assertThat(canonical)
        .startsWith("{\"code\":\"plain\",\"costs\":{\"min\":0,\"per_share\":0,")
        .doesNotContain(": ");
  }

  private static String conditions(String inputs) {
    String leaf =
        "{\"id\": \"%s\", \"type\": \"%s\", \"inputs\": [{\"column\": \"Close\"}, {\"ref\": \"slow\"}]},";
    return with(
        plainWith(
            "{\"id\": \"sell\"",
            leaf.formatted("a", "GreaterThan")
                + leaf.formatted("b", "Crossover")
                + leaf.formatted("c", "LessThan")
                + "{\"id\": \"sell\""),
        "\"type\": \"Not\", \"inputs\": [{\"ref\": \"buy\"}]",
        "\"type\": \"And\", \"inputs\": [" + inputs + "]");
  }

  private static PortfolioDefinition shuffled(PortfolioDefinition d, Random random) {
    StrategyDefinition s = d.strategy();
    List<Node> indicators = new ArrayList<>(s.indicators());
    List<Node> signals = new ArrayList<>(s.signals());
    Collections.shuffle(indicators, random);
    Collections.shuffle(signals, random);
    return new PortfolioDefinition(
        d.name(),
        d.code(),
        d.description(),
        d.universe(),
        d.startDate(),
        d.endDate(),
        d.currency(),
        d.market(),
        d.benchmark(),
        d.costs(),
        d.execution(),
        d.schedule(),
        d.recipients(),
        new StrategyDefinition(
            s.marketTransformers(), indicators, signals, s.outputs(), s.capital()));
  }
}
