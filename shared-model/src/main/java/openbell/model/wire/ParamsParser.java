package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.strategy.Edit;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitives;
import openbell.model.strategy.Spelling;

/// The parameters of one primitive, against its signature.
final class ParamsParser {
  /// Other names in use for parameters; each counts only where the right one exists.
  static final Map<String, List<String>> ALIASES =
      Map.of(
          "field", List.of("column"),
          "column", List.of("field"),
          "std_dev", List.of("stddev"),
          "nbdev", List.of("stddev"),
          "length", List.of("period", "window", "lookback"),
          "window", List.of("period", "lookback"),
          "lookback", List.of("window", "period"),
          "period", List.of("window", "lookback"));

  private final Findings findings;

  ParamsParser(Findings findings) {
    this.findings = findings;
  }

  /// @param hasInput true: the node has an input, so that it reads no column
  Params parse(Primitive primitive, ObjectNode json, String pointer, boolean hasInput) {
    Map<String, Object> values = read(primitive.name(), primitive.params(), json, pointer);
    if (hasInput && primitive.readsColumn() && values.remove("column") != null) {
      findings.warning(
          "W202",
          pointer,
          "the column of " + primitive.name() + " is not read, because it has an input",
          "remove column",
          Edit.remove(pointer + (json.has("column") ? "/column" : "/field")));
    }
    return Primitives.withDefaults(primitive, new Params(values), hasInput);
  }

  private Map<String, Object> read(
      String owner, List<ParamSpec> specs, ObjectNode json, String pointer) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> names = specs.stream().map(ParamSpec::name).toList();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String written = field.getKey();
      String at = Fields.pointer(pointer, written);
      String name = canonical(written, names);
      Optional<ParamSpec> spec = specs.stream().filter(one -> one.name().equals(name)).findFirst();
      if (spec.isEmpty()) {
        findings.error(
            Findings.UNKNOWN_KEY,
            at,
            owner + " has no parameter " + Findings.quote(written),
            Findings.meant(written, names),
            renamed(written, names, json, pointer));
        continue;
      }
      take(name, spec.get(), field.getValue(), at, values);
      if (!name.equals(written)) {
        boolean twice = json.has(name);
        findings.alias(
            at,
            written,
            name,
            twice ? Edit.remove(at) : Edit.move(at, Fields.pointer(pointer, name)));
      }
    }
    demand(owner, specs, values, pointer);
    return values;
  }

  /// The same value under two spellings is one value.
  private void take(
      String name, ParamSpec spec, JsonNode json, String pointer, Map<String, Object> values) {
    Optional<Object> value = value(json, spec, pointer);
    Object before = values.get(name);
    if (before != null && !before.equals(value.orElse(before))) {
      findings.error(
          Findings.DUPLICATE,
          pointer,
          name + " is given twice",
          "keep only " + name,
          Edit.remove(pointer));
    }
    value.ifPresent(given -> values.putIfAbsent(name, given));
  }

  /// Only where the nearest name is still free, so that nothing is overwritten.
  static Edit[] renamed(String written, List<String> names, ObjectNode json, String pointer) {
    return Spelling.nearest(written, names)
        .filter(name -> !json.has(name) && Fields.named(written))
        .map(
            name ->
                new Edit[] {
                  Edit.move(Fields.pointer(pointer, written), Fields.pointer(pointer, name))
                })
        .orElseGet(() -> new Edit[0]);
  }

  private Optional<Object> value(JsonNode json, ParamSpec spec, String pointer) {
    if (json.isNull()) {
      return spec.nullable() ? Optional.of(ParamSpec.NULL) : Optional.empty();
    }
    if (spec.type() == ParamSpec.Type.OBJECT && json instanceof ObjectNode object) {
      return Optional.of(read(spec.name(), spec.parts(), object, pointer));
    }
    // A refused value still counts as given: otherwise it would be reported as missing, too.
    return Values.of(json, spec, pointer, findings).or(() -> Optional.of(standIn(spec)));
  }

  private void demand(
      String owner, List<ParamSpec> specs, Map<String, Object> values, String pointer) {
    for (ParamSpec spec : specs) {
      if (spec.required() && !values.containsKey(spec.name())) {
        String wanted =
            spec.allowed().isEmpty()
                ? spec.type().words()
                : "one of " + String.join(", ", spec.allowed());
        findings.error(
            Findings.MISSING,
            pointer,
            owner + " needs the parameter " + spec.name(),
            "add \"" + spec.name() + "\" to its params: " + wanted);
      }
    }
  }

  private static String canonical(String written, List<String> names) {
    if (names.contains(written)) {
      return written;
    }
    return ALIASES.getOrDefault(written, List.of()).stream()
        .filter(names::contains)
        .findFirst()
        .orElse(written);
  }

  private static Object standIn(ParamSpec spec) {
    return switch (spec.type()) {
      case NUMBER, INTEGER -> spec.least();
      case TEXT, NODE, MARKET -> "";
      case FLAG -> false;
      case TEXTS -> List.of();
      case WEIGHTS, OBJECT -> Map.of();
    };
  }
}
