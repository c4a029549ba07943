package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import openbell.model.strategy.Output;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitive.Series;
import openbell.model.strategy.Primitives;
import openbell.model.wire.Parsed;
import openbell.worker.engine.series.BarSeries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws that every registered indicator and signal keeps, also one that is registered tomorrow.
class EveryPrimitiveTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int BARS = 120;
  private static final int UNKNOWN = 60;

  /// They say something without looking at their input, or about its absence.
  private static final Set<String> WITHOUT_INPUT =
      Set.of("Always", "Never", "Calendar", "StockBondSwitch");

  static List<String> indicators() {
    return Primitives.names(Kind.INDICATOR);
  }

  static List<String> signals() {
    return Primitives.names(Kind.SIGNAL).stream()
        .filter(name -> !WITHOUT_INPUT.contains(name))
        .filter(name -> Primitives.find(name).orElseThrow().gives() != Primitive.Gives.NUMBER)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void pricesInAnotherCurrencyGiveTheSameSignals(String name) {
    Primitive primitive = Primitives.find(name).orElseThrow();
    // Given: comparisons of prices with prices and of ratios with numbers
    ObjectNode document = document();
    ObjectNode node = node(primitive, "x");
    nodes(document, "indicators").add(node);
    for (Output output : primitive.outputs()) {
      ObjectNode source = JSON.objectNode().put("ref", "x");
      if (primitive.outputs().size() > 1) {
        source.put("band", output.name());
      }
      scaleFree(output, source).forEach(rule -> add(document, rule));
    }
    BarSeries bars = bars();
    Production.Answer.Ran usual = ran(document, bars);
    for (double factor : new double[] {1.0 / 1_024, 0.5, 8, 65_536}) {
      // When
      Production.Answer.Ran scaled = ran(document, scaled(bars, factor));
      // Then
      Results.assertSameColumns(0, usual, scaled, primitive.name() + " times " + factor);
    }
  }

  /// Rules about an output that a change of currency does not touch.
  private static List<ObjectNode> scaleFree(Output output, ObjectNode source) {
    return switch (output.unit()) {
      case AS_INPUT, BEYOND_INPUT, PRICE -> List.of(rule(source, column()));
      case INPUT_DIFFERENCE, PRICE_DIFFERENCE -> List.of(rule(source, inline("ATR", 5, "period")));
      case PERCENT -> List.of(rule(source, constant(0)), rule(source, constant(47)));
      case RATIO, COUNT -> List.of(rule(source, constant(0.25)), rule(source, constant(1)));
      case VOLUME -> List.of(rule(source, constant(0)));
      case PLAIN -> List.of();
    };
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void barsThatNeverMoveGiveWhatTheFormulaGives(String name) {
    Primitive primitive = Primitives.find(name).orElseThrow();
    // Given
    double[] price = new double[BARS];
    double[] volume = new double[BARS];
    Arrays.fill(price, 64);
    Arrays.fill(volume, 4_096);
    BarSeries bars = BarSeries.of("AAA", bars().days(), price, price, price, price, volume);
    ObjectNode document = document();
    nodes(document, "indicators").add(node(primitive, "x"));
    outputs(document, primitive, "x");
    // When
    Production.Answer.Ran ran = ran(document, bars);
    // Then: a quotient of nothing by nothing is missing, not zero and not infinite
    var definition = ((Parsed.Ok) Production.parse(document.toString())).definition();
    Sheet sheet = Sheet.of(bars);
    Reference reference =
        new Reference(definition.strategy(), List.of(sheet), Map.of("AAA", sheet));
    definition
        .strategy()
        .outputs()
        .columns()
        .forEach(
            column ->
                assertThat(ran.columns(0).get(column.outputName()))
                    .as(primitive.name())
                    .usingComparatorWithPrecision(1e-9)
                    .containsExactly(reference.numbers(0, column.source()).values()[0]));
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void aMissingBarIsNoNumberAndIsForgotten(String name) {
    Primitive primitive = Primitives.find(name).orElseThrow();
    // Given: one bar without any value; two indicators do not look at it
    if (name.equals("Constant") || name.equals("Lag")) {
      return;
    }
    ObjectNode document = document();
    nodes(document, "indicators").add(node(primitive, "x"));
    outputs(document, primitive, "x");
    BarSeries bars = bars();
    Map<String, double[]> usual = found(document, bars);
    // When
    Map<String, double[]> torn = found(document, torn(bars));
    // Then: it has no value, nothing before it changes, and values come back
    torn.forEach(
        (column, values) -> {
          assertThat(Arrays.copyOf(values, UNKNOWN))
              .isEqualTo(Arrays.copyOf(usual.getOrDefault(column, values), UNKNOWN));
          assertThat(values[UNKNOWN]).as(column).isNaN();
          assertThat(values[BARS - 1]).as(column).isFinite();
        });
  }

  private static Map<String, double[]> found(ObjectNode document, BarSeries bars) {
    Parsed parsed = Production.parse(document.toString());
    Market market = new Market(List.of(bars), List.of());
    return Production.evaluate(((Parsed.Ok) parsed).definition(), market).columns().getFirst();
  }

  private static BarSeries torn(BarSeries bars) {
    Sheet sheet = Sheet.of(bars);
    List<double[]> columns = new ArrayList<>();
    for (double[] column :
        List.of(sheet.open(), sheet.high(), sheet.low(), sheet.close(), sheet.volume())) {
      double[] values = column.clone();
      values[UNKNOWN] = Double.NaN;
      columns.add(values);
    }
    return BarSeries.of(bars.symbol(), bars.days(), columns.toArray(double[][]::new));
  }

  @ParameterizedTest
  @MethodSource("signals")
  void whatIsNotKnownIsNeverTrueAlsoNotThroughNot(String name) {
    Primitive primitive = Primitives.find(name).orElseThrow();
    // Given: inputs without a value on the first bars
    ObjectNode document = document();
    ObjectNode node = node(primitive, "x");
    node.putArray("inputs");
    ObjectNode unknown = inline("Lag", UNKNOWN, "periods");
    for (int i = 0; i < primitive.leastInputs(); i++) {
      boolean signal = primitive.takes() == Series.SIGNAL;
      ((ArrayNode) node.get("inputs")).add(signal ? rule(unknown, constant(0)) : unknown);
    }
    if (primitive.param("threshold").isPresent()) {
      ((ObjectNode) node.get("params")).put("threshold", -1);
    }
    add(document, node);
    ObjectNode not = JSON.objectNode().put("type", "Not");
    not.putArray("inputs").addObject().put("ref", "r0");
    add(document, not);
    // When
    Production.Answer.Ran ran = ran(document, bars());
    // Then
    double[] nothing = new double[UNKNOWN];
    Arrays.fill(nothing, Double.NaN);
    for (String column : List.of("r0", "r1")) {
      assertThat(Arrays.copyOf(ran.columns(0).get(column), UNKNOWN))
          .as("%s as %s", primitive.name(), column)
          .isEqualTo(nothing);
    }
  }

  private static ObjectNode document() {
    ObjectNode root = JSON.objectNode().put("name", "One").put("start_date", "2000-01-03");
    root.putArray("symbols").addObject().put("symbol", "AAA");
    ObjectNode strategy = root.putObject("strategy_definition");
    ObjectNode trade = strategy.putObject("trade_strategy");
    trade.putArray("indicators");
    trade.putArray("signals").addObject().put("id", "buy").put("type", "Never");
    trade.putObject("outputs").put("buy_signal", "buy").putArray("indicators");
    ObjectNode capital = strategy.putObject("capital_strategy");
    capital.put("name", "PercentCapitalStrategy");
    capital.putObject("params").put("initial_capital", 1_000).put("percents", 10);
    return root;
  }

  private static ArrayNode nodes(ObjectNode document, String list) {
    return (ArrayNode) document.path("strategy_definition").path("trade_strategy").path(list);
  }

  private static ArrayNode columns(ObjectNode document) {
    return (ArrayNode)
        document
            .path("strategy_definition")
            .path("trade_strategy")
            .path("outputs")
            .path("indicators");
  }

  /// A signal, also as a column of the same name.
  private static void add(ObjectNode document, ObjectNode rule) {
    String id = "r" + (nodes(document, "signals").size() - 1);
    nodes(document, "signals").add(rule.deepCopy().put("id", id));
    columns(document).addObject().put("id", id).put("output_name", id);
  }

  private static void outputs(ObjectNode document, Primitive primitive, String id) {
    for (Output output : primitive.outputs()) {
      ObjectNode column = columns(document).addObject().put("id", id);
      if (primitive.outputs().size() > 1) {
        column.put("band", output.name());
      }
      column.put("output_name", output.name());
    }
  }

  /// A node with short periods, and values for what has no default.
  private static ObjectNode node(Primitive primitive, String id) {
    ObjectNode node = JSON.objectNode().put("id", id).put("type", primitive.name());
    ObjectNode params = node.putObject("params");
    for (ParamSpec spec : primitive.params()) {
      if (spec.name().endsWith("period") && spec.fallback() instanceof Double usual) {
        params.put(spec.name(), (int) Math.max(spec.least(), Math.min(9, usual / 2)));
      } else if (spec.required()) {
        params.put(spec.name(), spec.name().startsWith("max") ? 1 : Math.max(0, spec.least()));
      }
    }
    return node;
  }

  private static ObjectNode rule(ObjectNode a, ObjectNode b) {
    ObjectNode rule = JSON.objectNode().put("type", "GreaterThan");
    rule.putArray("inputs").add(a.deepCopy()).add(b);
    return rule;
  }

  private static ObjectNode column() {
    return JSON.objectNode().put("column", "Close");
  }

  private static ObjectNode constant(double value) {
    ObjectNode constant = JSON.objectNode().put("type", "Constant");
    constant.putObject("params").put("value", value);
    return constant;
  }

  private static ObjectNode inline(String type, int value, String param) {
    ObjectNode node = JSON.objectNode().put("type", type);
    node.putObject("params").put(param, value);
    return node;
  }

  private static BarSeries bars() {
    return Market.walk("AAA", BARS, Market.Habit.PLAIN, new SplittableRandom(Options.seed(0)));
  }

  private static BarSeries scaled(BarSeries bars, double factor) {
    Sheet sheet = Sheet.of(bars);
    List<double[]> prices = new ArrayList<>();
    for (double[] column : List.of(sheet.open(), sheet.high(), sheet.low(), sheet.close())) {
      prices.add(Arrays.stream(column).map(price -> price * factor).toArray());
    }
    prices.add(sheet.volume());
    return BarSeries.of(bars.symbol(), bars.days(), prices.toArray(double[][]::new));
  }

  private static Production.Answer.Ran ran(ObjectNode document, BarSeries bars) {
    Parsed parsed = Production.parse(document.toString());
    assertThat(parsed).as("%s: %s", document, parsed.findings()).isInstanceOf(Parsed.Ok.class);
    Production.Answer answer = Production.run(((Parsed.Ok) parsed).definition(), List.of(bars));
    assertThat(answer).as("%s", document).isInstanceOf(Production.Answer.Ran.class);
    return (Production.Answer.Ran) answer;
  }
}
