package openbell.model.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import openbell.model.strategy.Output;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Gives;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;

/// Writes `docs/strategy-documents.md` from the registry.
final class StrategyReference {
  private static final String HEAD =
      """
      # Strategy documents

      Generated from the registry of primitives; do not edit. `DocumentSchemaTest` fails when this file differs, and writes
      it with `-Dopenbell.write=true`. The same registry makes `docs/schema/portfolio.schema.json` and
      `docs/schema/strategy.schema.json` (JSON Schema 2020-12), which the API serves at `/api/v1/schema` and
      `/api/v1/schema/strategy`. A document may name its schema under `$schema`, so that an editor completes it.

      Indicators make numbers from bars, signals make true, false or undefined from numbers, outputs say which nodes decide,
      and the capital strategy turns decisions into orders. `sample-data/portfolios` and `sample-data/strategies` hold whole
      documents; `./openbell validate FILE` explains what is wrong with one.

      - A node is `{"id", "type", "params", "inputs"}`; the order of nodes has no meaning, and ids are shared by both lists.
      - An input is `{"column"}`, `{"ref", "band"}`, `{"market", "transformer"}`, `{"symbol", "column"}`, or a node without id.
      - An indicator that has a `column` takes one numeric input instead: an EMA of an RSI.
      - A signal used as a number is 1, 0 or undefined. Undefined is never a signal: a warm-up cannot trade.
      - A key that may be left out may be null. Unknown keys are errors.
      """;

  private static final int MOST_NAMES = 6;

  private StrategyReference() {}

  static String markdown() {
    StringBuilder out = new StringBuilder(HEAD);
    section("Indicators", Kind.INDICATOR, out);
    section("Signals", Kind.SIGNAL, out);
    section("Market transformers", Kind.TRANSFORMER, out);
    section("Capital strategies", Kind.CAPITAL, out);
    aliases(out);
    return out.toString();
  }

  private static void section(String title, Kind kind, StringBuilder out) {
    boolean nodes = kind == Kind.INDICATOR || kind == Kind.SIGNAL;
    boolean gives = kind != Kind.CAPITAL;
    out.append("\n## ").append(title).append("\n\n| type | parameters [default] |");
    out.append(nodes ? " inputs |" : "").append(gives ? " gives |" : "").append(" |\n|---|---|");
    out.append(nodes ? "---|" : "").append(gives ? "---|" : "").append("---|\n");
    Map<String, List<String>> params = new LinkedHashMap<>();
    for (Primitive primitive : Primitives.all()) {
      if (primitive.kind() == kind) {
        out.append("| `").append(primitive.name()).append("` | ").append(params(primitive));
        out.append(nodes ? " | " + inputs(primitive) : "");
        out.append(gives ? " | " + outputs(primitive) : "");
        out.append(" | ").append(primitive.summary()).append(" |\n");
        primitive.params().forEach(spec -> collect(spec, "", primitive.name(), params));
      }
    }
    out.append("\n| parameter | of | value | |\n|---|---|---|---|\n");
    params.forEach((row, of) -> out.append(row.formatted(few(of))));
  }

  private static String few(List<String> names) {
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES))
            + " and "
            + (names.size() - MOST_NAMES)
            + " more";
  }

  private static String params(Primitive primitive) {
    return primitive.params().stream()
        .map(spec -> spec.name() + usual(spec))
        .collect(Collectors.joining(", "));
  }

  private static String usual(ParamSpec spec) {
    Object fallback = spec.fallback();
    if (fallback == null || fallback instanceof Map) {
      return spec.required() ? " (required)" : "";
    }
    return "[" + say(fallback) + "]";
  }

  private static String inputs(Primitive primitive) {
    int least = primitive.leastInputs();
    int most = primitive.mostInputs();
    if (most == 0) {
      return "";
    }
    String what = primitive.takes() == Primitive.Series.SIGNAL ? "signal" : "number";
    String count = least == most ? String.valueOf(most) : least + " to " + most;
    return primitive.readsColumn()
        ? "a number instead of the column"
        : count + " " + what + (most == 1 ? "" : "s");
  }

  private static String outputs(Primitive primitive) {
    if (primitive.gives() == Gives.SIGNAL) {
      return "signal";
    }
    String numbers =
        primitive.outputs().stream()
            .map(
                output ->
                    (primitive.outputs().size() > 1 ? "`" + output.name() + "` " : "")
                        + measures(output))
            .collect(Collectors.joining("; "));
    return numbers + (primitive.gives() == Gives.EITHER ? "; a signal when compared" : "");
  }

  private static String measures(Output output) {
    String unit =
        switch (output.unit()) {
          case AS_INPUT, BEYOND_INPUT -> "like the input";
          case INPUT_DIFFERENCE -> "difference of inputs";
          case PRICE -> "price";
          case PRICE_DIFFERENCE -> "difference of prices";
          case PERCENT -> "percent";
          case RATIO -> "ratio";
          case VOLUME -> "volume";
          case COUNT -> "count";
          case PLAIN -> "number";
        };
    boolean bounded = !Double.isInfinite(output.least()) && !Double.isInfinite(output.most());
    return bounded ? unit + ", " + say(output.least()) + " to " + say(output.most()) : unit;
  }

  /// Parameters that are the same everywhere share a row.
  private static void collect(
      ParamSpec spec, String around, String owner, Map<String, List<String>> rows) {
    List<String> kind = new ArrayList<>();
    kind.add(spec.allowed().isEmpty() ? spec.type().words() : allowed(spec));
    if (spec.type() == ParamSpec.Type.NUMBER || spec.type() == ParamSpec.Type.INTEGER) {
      kind.add(range(spec));
    }
    String row =
        "| `"
            + around
            + spec.name()
            + "` | %s | "
            + String.join(", ", kind)
            + " | "
            + spec.description().replace("%", "%%")
            + " |\n";
    rows.computeIfAbsent(row, _ -> new ArrayList<>()).add(owner);
    spec.parts().forEach(part -> collect(part, around + spec.name() + ".", owner, rows));
  }

  private static String allowed(ParamSpec spec) {
    String words = spec.allowed().stream().map(w -> "`" + w + "`").collect(Collectors.joining(" "));
    return spec.type() == ParamSpec.Type.TEXTS ? "an array of " + words : words;
  }

  private static String range(ParamSpec spec) {
    double large = 1e9;
    String from = (spec.aboveLeast() ? "above " : "from ") + say(spec.least());
    boolean open = spec.most() > large;
    if (spec.least() < -large) {
      return "any";
    }
    return open ? from : from + " to " + say(spec.most());
  }

  private static String say(Object value) {
    return switch (value) {
      case Double number -> CanonicalJson.number(number);
      default -> String.valueOf(value);
    };
  }

  private static void aliases(StringBuilder out) {
    out.append("\n## Other spellings\n\nRead as the right one and reported as I301.\n\n");
    new TreeMap<>(Primitives.ALIASES)
        .forEach((written, meant) -> out.append("- `%s`: `%s`\n".formatted(written, meant)));
    out.append("- `Comparison` with `comparison` and `threshold`: the comparison it names\n");
    new TreeMap<>(ParamsParser.ALIASES)
        .forEach(
            (written, meant) ->
                out.append(
                    "- parameter `%s`: `%s`, where there is one\n"
                        .formatted(written, String.join("` or `", meant))));
    out.append(
        """
        - `"ref": "macd.signal"`: `ref` and `band`
        - `epsilon` and `value` beside `params`: inside of them
        - `"true"` in quotes: the flag
        - a number as `commission`: its `rate`
        - `update_time`: `schedule`
        """);
    out.append(
        String.format(
            Locale.ROOT,
            "\n%s are known by name, but there is no source for them (V120).\n",
            String.join(", ", Primitives.FUNDAMENTALS)));
  }
}
