package openbell.model.wire;

import static openbell.model.wire.Documents.PLAIN;
import static openbell.model.wire.Documents.plainWith;
import static openbell.model.wire.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import openbell.model.strategy.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Documents that are legal and probably not meant: each triggers exactly its own warning.
class StrategyWarningsTest {
  private static final String TRADE = "/strategy_definition/trade_strategy";
  private static final String SLOW =
      "{\"id\": \"slow\", \"type\": \"SMA\", \"params\": {\"period\": 200}}";
  private static final String CONSTANT = "{\"type\": \"Constant\", \"params\": {\"value\": 70}}";

  static Stream<Arguments> warnings() {
    return Stream.of(
        arguments(
            "unused node",
            plainWith(SLOW, SLOW + ", {\"id\": \"fast\", \"type\": \"EMA\"}"),
            "W202",
            TRADE + "/indicators/1"),
        arguments(
            "column beside an input",
            plainWith(
                "{\"period\": 200}",
                "{\"period\": 200, \"column\": \"Open\"}, \"inputs\": [{\"column\": \"High\"}]"),
            "W202",
            TRADE + "/indicators/0/params"),
        arguments(
            "constant on the left",
            plainWith(
                "{\"column\": \"Close\"}, {\"ref\": \"slow\"}", CONSTANT + ", {\"ref\": \"slow\"}"),
            "W205",
            TRADE + "/signals/0/inputs"),
        arguments(
            "never sold",
            with(
                    with(PLAIN, ", \"sell_signal\": \"sell\"", ""),
                    "{\"id\": \"sell\", \"type\": \"Not\", \"inputs\": [{\"ref\": \"buy\"}]}",
                    "")
                .replace("]},\n              \n", "]}\n")
                .replace("\"percents\": 95", "\"percents\": 100")
                .replaceFirst("]},\\s+]", "]}]"),
            "W207",
            TRADE + "/outputs"),
        arguments(
            "fill at the close",
            plainWith("\"code\"", "\"execution\": {\"fill\": \"close\"}, \"code\""),
            "W208",
            "/execution/fill"),
        arguments(
            "more than everything",
            plainWith("[{\"symbol\": \"SPY\"}]", "[{\"symbol\": \"SPY\"}, {\"symbol\": \"QQQ\"}]"),
            "W212",
            "/strategy_definition/capital_strategy/params"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("warnings")
  void warnsAndAccepts(String what, String document, String code, String pointer) {
    // When
    Parsed parsed = Documents.parse(document);

    // Then
    assertThat(parsed).as("%s", parsed.findings()).isInstanceOf(Parsed.Ok.class);
    assertThat(parsed.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.pointer()).isEqualTo(pointer);
              assertThat(finding.hint()).isNotBlank();
            });
  }

  @Test
  void showsACircleAsAPath() {
    // Given
    String document =
        plainWith(
            SLOW,
            "{\"id\": \"slow\", \"type\": \"SMA\", \"inputs\": [{\"ref\": \"b\"}]},"
                + "{\"id\": \"b\", \"type\": \"EMA\", \"inputs\": [{\"type\": \"RSI\", \"inputs\": [{\"ref\": \"slow\"}]}]}");

    // When
    List<Finding> findings = Documents.findings(document);

    // Then
    assertThat(findings)
        .extracting(Finding::message)
        .contains("nodes refer to each other in a circle: slow -> b -> slow");
  }

  @Test
  void saysNothingAboutAGoodDocument() {
    // When
    List<Finding> findings = Documents.findings(PLAIN);

    // Then
    assertThat(findings).isEmpty();
  }
}
