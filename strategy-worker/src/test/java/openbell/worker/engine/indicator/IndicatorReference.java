package openbell.worker.engine.indicator;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.Column;

/// Writes `docs/indicators.md` from the registrations.
final class IndicatorReference {
  private static final String HEAD =
      """
      # Indicators

      Generated from the registrations in `openbell.worker.engine.indicator`; do not edit. `IndicatorReferenceTest` fails
      when this file differs, and writes it with `-Dopenbell.write=true`.

      Rules for all:

      - `x` is the series an indicator reads, `x[t-1]` its value one bar before, O, H, L, C and V the columns of a bar. An
        indicator with a parameter `column` reads that column, or the one input a document gives it instead.
      - Windows include the current bar. `lag` (default 0, on every indicator) delays the result by so many bars.
      - "First" is the index of the first bar on which all outputs have a value, with the default parameters and inputs that
        are defined from bar 0 on. Before it a value is undefined and makes no signal.
      - A recursion starts as TA-Lib's does: with the mean of the first values. Missing values before the first one move the
        start; one inside a window makes that window undefined; one inside a recursion leaves the bar undefined and the state
        as it was.
      - Percents are percents: 5 is 5 %. Standard deviations are the population's unless said otherwise. A division by zero
        is undefined.
      """;

  private IndicatorReference() {}

  static String markdown() {
    StringBuilder out = new StringBuilder(HEAD);
    Indicators.all().forEach(one -> section(one, out));
    out.append("\n# Market transformers\n\n");
    out.append("They read the column `field` (default `Close`) of the series `indicator`.\n");
    Indicators.transformers().forEach(one -> section(one, out));
    return out.toString();
  }

  private static void section(Indicator indicator, StringBuilder out) {
    out.append("\n## ").append(indicator.type()).append("\n\n");
    out.append(indicator.formula()).append(".\n\n");
    out.append("| parameters | reads | outputs | first |\n|---|---|---|---|\n| ");
    out.append(params(indicator)).append(" | ");
    out.append(reads(indicator)).append(" | ");
    out.append(code(indicator.outputs())).append(" | ");
    out.append(indicator.first().applyAsInt(indicator.defaults())).append(" |\n");
  }

  private static String params(Indicator indicator) {
    StringJoiner joined = new StringJoiner(", ");
    joined.setEmptyValue("—");
    indicator.periods().forEach(name -> joined.add(param(name, indicator.defaults())));
    Map<String, Object> others = new TreeMap<>(indicator.defaults().values());
    others.keySet().removeAll(indicator.periods());
    others.keySet().forEach(name -> joined.add(param(name, indicator.defaults())));
    return joined.toString();
  }

  private static String param(String name, Params defaults) {
    String value = String.valueOf(defaults.value(name));
    return "`"
        + name
        + "` "
        + (value.endsWith(".0") ? value.substring(0, value.length() - 2) : value);
  }

  private static String reads(Indicator indicator) {
    List<String> titles = indicator.reads().stream().map(Column::title).toList();
    if (!indicator.hasOneSource()) {
      return titles.isEmpty() ? "—" : String.join(", ", titles);
    }
    StringJoiner joined = new StringJoiner(", ").add("x");
    titles.stream().skip(1).forEach(joined::add);
    return joined.toString();
  }

  private static String code(List<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }
}
