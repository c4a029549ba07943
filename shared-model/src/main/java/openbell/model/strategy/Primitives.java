package openbell.model.strategy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The registry of all primitives that a document may name.
///
/// One entry per primitive serves the parser, the checks, the JSON Schema and the reference page.
public final class Primitives {
  /// Columns of a symbol's own bars, derived ones included.
  public static final List<String> COLUMNS =
      List.of("Open", "High", "Low", "Close", "Volume", "HL2", "HLC3", "OHLC4");

  /// Fields of a company's reports: known by name, but there is no source for them.
  public static final List<String> FUNDAMENTALS =
      List.of("ROE", "PE", "DebtRatio", "OperatingCashflow");

  /// Other names in use for primitives.
  public static final Map<String, String> ALIASES =
      Map.of(
          "CrossAbove", "Crossover",
          "CrossBelow", "Crossunder",
          "StandardDeviation", "StdDev",
          "LinearRegression", "LinReg",
          "LinearRegressionSlope", "LinRegSlope",
          "Donchian", "DonchianChannels",
          "Keltner", "KeltnerChannels");

  private static final Map<String, Primitive> ALL =
      byName(
          List.of(
              IndicatorSignatures.all(),
              SignalSignatures.all(),
              TransformerSignatures.all(),
              CapitalSignatures.all()));

  /// The rule that each value of the parameter `comparison` stands for.
  public static final Map<String, String> COMPARISONS =
      Map.of(
          "greater", "GreaterThan",
          "less", "LessThan",
          "greater_equal", "GreaterOrEqual",
          "less_equal", "LessOrEqual",
          "equal", "Equal");

  private Primitives() {}

  /// Every primitive, in the order of the reference page.
  public static Collection<Primitive> all() {
    return ALL.values();
  }

  public static Optional<Primitive> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /// The names of one or more kinds, in the order of the reference page.
  public static List<String> names(Primitive.Kind... kinds) {
    List<Primitive.Kind> wanted = Arrays.asList(kinds);
    return ALL.values().stream()
        .filter(primitive -> wanted.contains(primitive.kind()))
        .map(Primitive::name)
        .toList();
  }

  /// `params` with a value for everything that has a default.
  ///
  /// @param hasInput true: a node with an input does not read a column
  public static Params withDefaults(Primitive primitive, Params params, boolean hasInput) {
    return new Params(complete(primitive.params(), params.values(), hasInput));
  }

  private static Map<String, Object> complete(
      List<ParamSpec> specs, Map<String, Object> given, boolean hasInput) {
    Map<String, Object> complete = new LinkedHashMap<>(given);
    for (ParamSpec spec : specs) {
      boolean unread = hasInput && spec.name().equals("column");
      if (spec.fallback() != null && !unread) {
        complete.putIfAbsent(spec.name(), spec.fallback());
      }
      if (complete.get(spec.name()) instanceof Map<?, ?> inner && !spec.parts().isEmpty()) {
        Map<String, Object> parts = new LinkedHashMap<>();
        inner.forEach((name, value) -> parts.put(String.valueOf(name), value));
        complete.put(spec.name(), complete(spec.parts(), parts, hasInput));
      }
    }
    return complete;
  }

  private static Map<String, Primitive> byName(List<List<Primitive>> kinds) {
    Map<String, Primitive> byName = new LinkedHashMap<>();
    kinds.forEach(kind -> kind.forEach(primitive -> byName.put(primitive.name(), primitive)));
    return Collections.unmodifiableMap(byName);
  }
}
