package openbell.worker.engine.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.Column;

/// An indicator while it is being registered.
final class Signature {
  private final String type;
  private final Map<String, Object> defaults = new LinkedHashMap<>();
  private final List<String> periods = new ArrayList<>();
  private List<String> outputs = List.of("value");
  private List<Column> reads = List.of();
  private ToIntFunction<Params> first = _ -> 0;
  private String formula = "";

  private Signature(String type) {
    this.type = type;
  }

  static Signature of(String type) {
    return new Signature(type);
  }

  /// It reads one series, which the document may choose, and perhaps fixed ones after it.
  Signature chosen(Column column, Column... others) {
    defaults.put("column", column.title());
    List<Column> all = new ArrayList<>(List.of(column));
    all.addAll(List.of(others));
    reads = List.copyOf(all);
    return this;
  }

  Signature reads(Column... columns) {
    reads = List.of(columns);
    return this;
  }

  Signature period(int fallback) {
    return period("period", fallback);
  }

  /// A parameter that counts bars.
  Signature period(String name, int fallback) {
    periods.add(name);
    return with(name, fallback);
  }

  Signature with(String name, Object fallback) {
    defaults.put(name, fallback);
    return this;
  }

  Signature outputs(String... names) {
    outputs = List.of(names);
    return this;
  }

  Signature first(ToIntFunction<Params> index) {
    first = index;
    return this;
  }

  /// The first value is `less` bars before bar `period`.
  Signature firstAtPeriod(int less) {
    return first(params -> period(params) - less);
  }

  /// What it computes, how it starts and whose it is.
  Signature formula(String text) {
    formula = text;
    return this;
  }

  Indicator by(Kernel kernel) {
    return new Indicator(
        type, outputs, reads, new Params(defaults), List.copyOf(periods), first, kernel, formula);
  }

  static int period(Params params) {
    return params.integer("period", 1);
  }
}
