package openbell.model.wire;

import static openbell.model.wire.Documents.PLAIN;
import static openbell.model.wire.Documents.RICH;
import static openbell.model.wire.Documents.bytes;
import static openbell.model.wire.Documents.legal;
import static openbell.model.wire.Documents.plainWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Schedule;
import openbell.model.strategy.Finding;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortfolioCodecTest {
  private final PortfolioCodec codec = new PortfolioCodec();

  @Test
  void fillsInWhatIsNotSaid() {
    // When
    PortfolioDefinition definition = legal(PLAIN);

    // Then
    assertThat(definition.currency()).isEqualTo("USD");
    assertThat(definition.market()).isEqualTo("US");
    assertThat(definition.benchmark()).isNull();
    assertThat(definition.costs()).isEqualTo(Costs.NONE);
    assertThat(definition.execution()).isEqualTo(Execution.DEFAULT);
    assertThat(definition.schedule()).isEqualTo(Schedule.MARKET_OPEN);
    assertThat(definition.recipients()).isEmpty();
    assertThat(definition.universe().getFirst().name()).isEqualTo("SPY");
    Node slow = definition.strategy().indicators().getFirst();
    assertThat(slow.params().text("column", "")).isEqualTo("Close");
    assertThat(slow.params().value("lag")).isEqualTo(0.0);
    assertThat(definition.strategy().capital().params().value("cash_buffer_percent"))
        .isEqualTo(0.0);
  }

  @Test
  void readsEveryOption() {
    // When
    PortfolioDefinition definition = legal(RICH);

    // Then
    assertThat(definition.costs()).isEqualTo(new Costs(0.0001, 0.01, 1, 0.001, 2.5));
    assertThat(definition.execution().warmupBars()).isEqualTo(300);
    assertThat(definition.execution().calendar()).isEqualTo(Execution.Alignment.INTERSECTION);
    assertThat(definition.schedule())
        .isEqualTo(
            new Schedule(
                "XNAS", Schedule.Anchor.CLOSE, Duration.ofMinutes(-15), Schedule.CatchUp.MERGE));
    assertThat(definition.recipients())
        .containsExactly(
            new Recipient("reader@example.com", Recipient.Preference.WEEKLY, "en-US"),
            new Recipient("other@example.com", Recipient.Preference.ON_CHANGE, "en"));
    assertThat(definition.strategy().outputs().columns().getLast().outputName())
        .isEqualTo("macd_signal");
  }

  @Test
  void readsAndWritesATimeOfDayInAZoneAndASpread() {
    // Given
    String document =
        Documents.with(
            PLAIN,
            "\"code\"",
            """
            "schedule": {"calendar": "XSHG", "at": "time", "time": "18:30",
              "zone": "America/New_York", "spread": "PT2M"}, "code\"""");

    // When
    PortfolioDefinition definition = legal(document);

    // Then
    assertThat(definition.schedule())
        .isEqualTo(
            new Schedule(
                "XSHG",
                Schedule.Anchor.TIME,
                LocalTime.of(18, 30),
                ZoneId.of("America/New_York"),
                Duration.ZERO,
                Duration.ofMinutes(2),
                Schedule.CatchUp.LATE));
    String written = new String(new PortfolioCodec().write(definition), StandardCharsets.UTF_8);
    assertThat(legal(written)).isEqualTo(definition);
    assertThat(new PortfolioCodec().configHash(definition))
        .isEqualTo(new PortfolioCodec().configHash(legal(PLAIN)));
  }

  @ParameterizedTest
  @ValueSource(strings = {PLAIN, RICH})
  void writesADocumentThatReadsBackAsTheSameValue(String document) {
    // Given
    PortfolioDefinition definition = legal(document);

    // When
    String written = new String(codec.write(definition), StandardCharsets.UTF_8);

    // Then
    assertThat(legal(written)).isEqualTo(definition);
    assertThat(written).endsWith("}\n").doesNotContain("\r");
  }

  @Test
  void readsAStrategyThatStandsAlone() {
    // Given
    String strategy =
        PLAIN.substring(PLAIN.indexOf("\"strategy_definition\":") + 22, PLAIN.lastIndexOf('}'));

    // When
    ParsedStrategy parsed = codec.parseStrategy(bytes(strategy));

    // Then
    assertThat(parsed)
        .isInstanceOfSatisfying(
            ParsedStrategy.Ok.class,
            ok -> assertThat(ok.strategy()).isEqualTo(legal(PLAIN).strategy()));
  }

  @Test
  void pointsIntoAStrategyThatStandsAlone() {
    // Given
    String strategy = "{\"trade_strategy\": {\"outputs\": {\"buy_signal\": \"up\"}}}";

    // When
    ParsedStrategy parsed = codec.parseStrategy(bytes(strategy));

    // Then
    assertThat(parsed.findings())
        .extracting(Finding::pointer)
        .contains("/trade_strategy/outputs/buy_signal");
  }

  static Stream<Arguments> aliases() {
    return Stream.of(
        arguments("length", plainWith("\"period\": 200", "\"length\": 200"), PLAIN),
        arguments("window", plainWith("\"period\": 200", "\"window\": 200"), PLAIN),
        arguments("field", plainWith("\"column\": \"Close\"", "\"field\": \"Close\""), PLAIN),
        arguments("nbdev", bands("\"nbdev\": 1.5"), bands("\"stddev\": 1.5")),
        arguments("std_dev", bands("\"std_dev\": 1.5"), bands("\"stddev\": 1.5")),
        arguments(
            "band in the reference",
            Documents.with(
                bands("\"stddev\": 2"),
                "{\"ref\": \"slow\", \"band\": \"lower\"}",
                "{\"ref\": \"slow.lower\"}"),
            bands("\"stddev\": 2")),
        arguments(
            "epsilon beside params",
            plainWith("\"id\": \"buy\",", "\"id\": \"buy\", \"epsilon\": 0.5,"),
            plainWith("\"id\": \"buy\",", "\"id\": \"buy\", \"params\": {\"epsilon\": 0.5},")),
        arguments(
            "value beside params",
            plainWith("{\"ref\": \"slow\"}", "{\"type\": \"Constant\", \"value\": 70}"),
            plainWith(
                "{\"ref\": \"slow\"}", "{\"type\": \"Constant\", \"params\": {\"value\": 70}}")),
        arguments(
            "CrossAbove",
            plainWith("GreaterThan", "CrossAbove"),
            plainWith("GreaterThan", "Crossover")),
        arguments(
            "CrossBelow",
            plainWith("GreaterThan", "CrossBelow"),
            plainWith("GreaterThan", "Crossunder")),
        arguments(
            "Comparison of two",
            plainWith("\"GreaterThan\"", "\"Comparison\", \"params\": {\"comparison\": \"less\"}"),
            plainWith("GreaterThan", "LessThan")),
        arguments(
            "Comparison with a threshold",
            plainWith(
                "\"GreaterThan\", \"inputs\": [{\"column\": \"Close\"}, {\"ref\": \"slow\"}]",
                "\"Comparison\", \"params\": {\"comparison\": \"greater\", \"threshold\": 70}, \"inputs\": [{\"column\": \"Close\"}]"),
            plainWith(
                "{\"ref\": \"slow\"}", "{\"type\": \"Constant\", \"params\": {\"value\": 70}}")),
        arguments(
            "commission a number",
            plainWith("\"code\"", "\"commission\": 0.001, \"code\""),
            plainWith("\"code\"", "\"commission\": {\"rate\": 0.001}, \"code\"")),
        arguments(
            "update_time",
            plainWith("\"code\"", "\"update_time\": \"08:00\", \"code\""),
            plainWith("\"code\"", "\"schedule\": {\"offset\": \"-PT1H30M\"}, \"code\"")),
        arguments("code from the name", plainWith(", \"code\": \"plain\"", ""), PLAIN),
        arguments("flag as a text", inRange("\"true\""), inRange("true")),
        arguments(
            "international domain",
            plainWith(
                "\"code\"", "\"recipients\": [{\"email\": \"a@b\u00fccher.example\"}], \"code\""),
            plainWith(
                "\"code\"",
                "\"recipients\": [{\"email\": \"a@xn--bcher-kva.example\"}], \"code\"")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aliases")
  void readsOtherSpellingsAndSaysSo(String what, String written, String canonical) {
    // When
    Parsed parsed = Documents.parse(written);

    // Then
    assertThat(parsed.findings()).extracting(Finding::code).contains("I301");
    assertThat(legal(written)).isEqualTo(legal(canonical));
  }

  @Test
  void keepsTheInlineNodes() {
    // When
    PortfolioDefinition definition = legal(RICH);

    // Then
    NodeInput right = definition.strategy().signals().get(1).inputs().getLast();
    assertThat(right)
        .isInstanceOfSatisfying(
            NodeInput.Inline.class,
            inline -> assertThat(inline.node().params().number("value", 0)).isEqualTo(80));
  }

  private static String bands(String param) {
    return Documents.with(
        plainWith(
            "\"SMA\", \"params\": {\"period\": 200}",
            "\"BollingerBands\", \"params\": {" + param + "}"),
        "{\"ref\": \"slow\"}",
        "{\"ref\": \"slow\", \"band\": \"lower\"}");
  }

  private static String inRange(String flag) {
    return plainWith(
        "\"GreaterThan\", \"inputs\": [{\"column\": \"Close\"},",
        "\"InRange\", \"params\": {\"upper_inclusive\": "
            + flag
            + "}, \"inputs\": [{\"column\": \"Close\"}, {\"column\": \"Open\"},");
  }
}
