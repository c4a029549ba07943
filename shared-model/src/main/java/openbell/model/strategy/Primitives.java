package openbell.model.strategy;

import static openbell.model.strategy.ParamSpec.choice;
import static openbell.model.strategy.ParamSpec.flag;
import static openbell.model.strategy.ParamSpec.integer;
import static openbell.model.strategy.ParamSpec.number;
import static openbell.model.strategy.ParamSpec.requiredNumber;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitive.Series;
import openbell.model.strategy.Primitive.Unit;

/// The registry of all primitives that the engine evaluates, and of nothing else.
///
/// One entry per primitive serves the parser, the checks and the reference page.
public final class Primitives {
  /// Columns of a symbol's own bars, derived ones included.
  public static final List<String> COLUMNS =
      List.of("Open", "High", "Low", "Close", "Volume", "HL2", "HLC3", "OHLC4");

  private static final double LARGEST_MONEY = 1e12;
  private static final double LARGEST_NUMBER = 1e15;
  private static final List<String> VALUE = List.of("value");

  private static final ParamSpec LAG = integer("lag", 0, 0, EngineLimits.PERIOD);
  private static final ParamSpec EPSILON = number("epsilon", 0, 0, LARGEST_NUMBER);

  private static final Map<String, Primitive> ALL =
      byName(
          windowed("SMA", 20, "Close", Unit.AS_INPUT),
          windowed("EMA", 20, "Close", Unit.AS_INPUT),
          windowed("RSI", 14, "Close", Unit.PERCENT),
          macd(),
          bollinger(),
          indicator("ATR", List.of(period(14), LAG), 0, VALUE, Unit.PRICE_DIFFERENCE),
          windowed("HighestValue", 20, "High", Unit.AS_INPUT),
          windowed("LowestValue", 20, "Low", Unit.AS_INPUT),
          windowed("ROC", 10, "Close", Unit.PERCENT),
          indicator(
              "Constant",
              List.of(requiredNumber("value", -LARGEST_NUMBER, LARGEST_NUMBER), LAG),
              0,
              VALUE,
              Unit.PLAIN),
          comparison("GreaterThan", List.of(EPSILON), 2),
          comparison("LessThan", List.of(EPSILON), 2),
          comparison("Crossover", List.of(mode(), EPSILON), 2),
          comparison("Crossunder", List.of(mode(), EPSILON), 2),
          logic("And", 2, EngineLimits.INPUTS_PER_NODE),
          logic("Or", 2, EngineLimits.INPUTS_PER_NODE),
          logic("Not", 1, 1),
          comparison(
              "InRange", List.of(flag("lower_inclusive", true), flag("upper_inclusive", true)), 3),
          logic("Always", 0, 0),
          capital("PercentCapitalStrategy", percents().demanded()),
          capital("SimplePercentCapitalStrategy", percents().demanded()),
          capital(
              "FixedInvestmentStrategy",
              requiredNumber("investment_amount", 0, LARGEST_MONEY).aboveZero(),
              choice("investment_frequency", "m", List.of("m", "y")).demanded(),
              percents(),
              number("fund_val_start", 100, 0, LARGEST_MONEY).aboveZero(),
              integer("settlement_bars", 1, 0, 30)));

  private Primitives() {}

  /// Every primitive, in the order of the reference page.
  public static Collection<Primitive> all() {
    return ALL.values();
  }

  public static Optional<Primitive> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /// The names of one or more kinds, in the order of the reference page.
  public static List<String> names(Kind... kinds) {
    List<Kind> wanted = Arrays.asList(kinds);
    return ALL.values().stream()
        .filter(primitive -> wanted.contains(primitive.kind()))
        .map(Primitive::name)
        .toList();
  }

  /// `params` with a value for everything that has a default.
  ///
  /// @param hasInput true: a node with an input does not read a column
  public static Params withDefaults(Primitive primitive, Params params, boolean hasInput) {
    Map<String, Object> complete = new LinkedHashMap<>(params.values());
    for (ParamSpec spec : primitive.params()) {
      boolean unread = hasInput && spec.name().equals("column");
      if (spec.fallback() != null && !unread) {
        complete.putIfAbsent(spec.name(), spec.fallback());
      }
    }
    return new Params(complete);
  }

  private static Map<String, Primitive> byName(Primitive... primitives) {
    Map<String, Primitive> byName = new LinkedHashMap<>();
    for (Primitive primitive : primitives) {
      byName.put(primitive.name(), primitive);
    }
    return Collections.unmodifiableMap(byName);
  }

  private static ParamSpec period(int fallback) {
    return integer("period", fallback, 1, EngineLimits.PERIOD);
  }

  private static ParamSpec period(String name, int fallback) {
    return integer(name, fallback, 1, EngineLimits.PERIOD);
  }

  private static ParamSpec column(String fallback) {
    return choice("column", fallback, COLUMNS);
  }

  private static ParamSpec mode() {
    return choice("mode", "simple", List.of("simple", "confirmed"));
  }

  private static ParamSpec percents() {
    return number("percents", 95, 0, 100).aboveZero();
  }

  private static Primitive windowed(String name, int period, String column, Unit unit) {
    return indicator(name, List.of(period(period), column(column), LAG), 1, VALUE, unit);
  }

  private static Primitive macd() {
    return indicator(
        "MACD",
        List.of(
            period("fast_period", 12),
            period("slow_period", 26),
            period("signal_period", 9),
            column("Close"),
            LAG),
        1,
        List.of("macd", "signal", "hist"),
        Unit.PRICE_DIFFERENCE);
  }

  private static Primitive bollinger() {
    return indicator(
        "BollingerBands",
        List.of(period(20), number("stddev", 2, 0, 100).aboveZero(), column("Close"), LAG),
        1,
        List.of("upper", "middle", "lower", "percent_b", "width"),
        Unit.AS_INPUT);
  }

  private static Primitive indicator(
      String name, List<ParamSpec> params, int mostInputs, List<String> outputs, Unit unit) {
    return new Primitive(
        name, Kind.INDICATOR, params, 0, mostInputs, Series.NUMBER, outputs, Series.NUMBER, unit);
  }

  private static Primitive comparison(String name, List<ParamSpec> params, int inputs) {
    return new Primitive(
        name, Kind.SIGNAL, params, inputs, inputs, Series.NUMBER, VALUE, Series.SIGNAL, Unit.PLAIN);
  }

  private static Primitive logic(String name, int least, int most) {
    return new Primitive(
        name, Kind.SIGNAL, List.of(), least, most, Series.SIGNAL, VALUE, Series.SIGNAL, Unit.PLAIN);
  }

  private static Primitive capital(String name, ParamSpec... own) {
    List<ParamSpec> params = new ArrayList<>();
    params.add(requiredNumber("initial_capital", 0, LARGEST_MONEY).aboveZero());
    Stream.of(own).forEach(params::add);
    params.add(integer("max_positions", 1, 1, EngineLimits.SYMBOLS).optional());
    params.add(number("cash_buffer_percent", 0, 0, 99));
    params.add(new ParamSpec("rank_by", ParamSpec.Type.TEXT, null, false, 0, 0, false, List.of()));
    return new Primitive(
        name, Kind.CAPITAL, params, 0, 0, Series.NUMBER, List.of(), Series.NUMBER, Unit.PLAIN);
  }
}
