package openbell.model.wire;

import static openbell.model.wire.Documents.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.model.strategy.Finding;
import openbell.model.strategy.StrategyCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every code that needs no bars, with a document that has this kind of remark and no other.
class FindingsTest {
  static final String MARKET =
      Documents.plainWith(
              "\"trade_strategy\"",
              """
              "market_indicators": {
                "indicators": [{"code": "VIX"}],
                "transformers": [{"name": "vix_rank", "type": "PercentileRankTransformer",
                  "params": {"indicator": "VIX", "lookback": 252}}]
              },
              "trade_strategy\"""")
          .replace(
              "{\"ref\": \"slow\"}]}",
              "{\"ref\": \"slow\"}]}, {\"id\": \"calm\", \"type\": \"LessThan\", \"inputs\":"
                  + " [{\"market\": \"VIX\", \"transformer\": \"vix_rank\"}, {\"type\":"
                  + " \"Constant\", \"params\": {\"value\": 80}}]}")
          .replace("[{\"ref\": \"buy\"}]", "[{\"ref\": \"calm\"}]");

  static final String WEIGHTS =
      """
      {
        "name": "Weights", "code": "weights",
        "symbols": [{"symbol": "SPY"}, {"symbol": "TLT"}],
        "start_date": "2005-01-03",
        "strategy_definition": {
          "trade_strategy": {"outputs": {}},
          "capital_strategy": {"name": "TargetWeightStrategy",
            "params": {"initial_capital": 100000, "weights": {"SPY": 0.6, "TLT": 0.4},
              "rebalance": {"frequency": "quarterly"}}}
        }
      }
      """;

  static Stream<Arguments> documents() throws IOException {
    return rows().map(row -> arguments(row[0] + " " + row[1], row[0], document(row[2]), row[3]));
  }

  private static Stream<String[]> rows() throws IOException {
    try (InputStream in = FindingsTest.class.getResourceAsStream("/findings.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.replace("⏎", "\n").split(" \\| ", -1));
    }
  }

  private static String document(String recipe) {
    if (recipe.equals("CHAIN")) {
      return chain();
    }
    String document = base(recipe);
    for (String change : recipe.replaceFirst("^(MARKET|WEIGHTS) ", "").split(" && ", -1)) {
      String[] sides = change.split(" => ?", 2);
      document = Documents.with(document, sides[0], sides[1]);
    }
    return document;
  }

  private static String base(String recipe) {
    if (recipe.startsWith("MARKET ")) {
      return MARKET;
    }
    return recipe.startsWith("WEIGHTS ") ? WEIGHTS : Documents.PLAIN;
  }

  private static String chain() {
    String nodes =
        IntStream.rangeClosed(1, 64)
            .mapToObj(
                i ->
                    "{\"id\": \"n%d\", \"type\": \"EMA\", \"params\": {\"period\": %d}, \"inputs\": [{%s}]}"
                        .formatted(
                            i,
                            i + 1,
                            i == 1 ? "\"ref\": \"slow\"" : "\"ref\": \"n" + (i - 1) + "\""))
            .collect(Collectors.joining(","));
    return Documents.with(
        Documents.plainWith("{\"id\": \"slow\"", nodes + ", {\"id\": \"slow\""),
        "{\"column\": \"Close\"}, {\"ref\": \"slow\"}",
        "{\"column\": \"Close\"}, {\"ref\": \"n64\"}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void remarksExactlyThis(String what, String code, String document, String fix) {
    // When
    List<Finding> findings = Documents.findings(document);

    // Then
    assertThat(findings)
        .extracting(Finding::code)
        .as("%s", findings)
        .isNotEmpty()
        .containsOnly(code);
    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(finding.message()).isNotBlank();
              assertThat(finding.hint()).isNotBlank();
              assertThat(finding.fix().isEmpty()).isEqualTo(fix.equals("-"));
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void everyFixMakesItsFindingGoAway(String what, String code, String document, String fix)
      throws IOException {
    // Given
    byte[] bytes = bytes(document);

    for (Finding finding : Documents.findings(document)) {
      // When
      byte[] repaired = JsonPatch.apply(bytes, finding.fix());

      // Then
      List<Finding> left = new PortfolioCodec().parse(repaired).findings();
      if (!finding.fix().isEmpty()) {
        assertThat(left)
            .as("%s", new String(repaired, StandardCharsets.UTF_8))
            .noneMatch(
                same -> same.code().equals(code) && same.message().equals(finding.message()));
        assertThat(left).filteredOn(Finding::refuses).isEmpty();
      }
    }
  }

  @Test
  void theBasesAreGoodDocuments() {
    for (String base : List.of(MARKET, WEIGHTS)) {
      // When
      List<Finding> findings = Documents.findings(base);

      // Then
      assertThat(findings).isEmpty();
    }
  }

  /// What is not here needs bars, or cannot be written down at all: V109, since every series is
  /// joined as of the last session that had closed.
  @Test
  void noCodeIsLeftOut() throws IOException {
    // Given
    Set<String> covered = new TreeSet<>();

    // When
    rows().forEach(row -> covered.add(row[0]));

    // Then
    assertThat(String.join(" ", covered))
        .isEqualTo(
            "I301 I302 S001 S002 S003 S004 S005 S006 S007 S008 S009 V101 V102 V103 V104 V105 V106"
                + " V108 V110 V120 W201 W202 W204 W205 W206 W207 W208 W211 W212");
    assertThat(StrategyCheck.NEEDS_HISTORY.message())
        .contains("V107", "W201", "W203", "W209", "W210");
  }
}
