package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitives;

/// The parameters of one primitive, against its signature.
final class ParamsParser {
  /// Other names in use for parameters; each counts only where the right one exists.
  private static final Map<String, String> ALIASES =
      Map.of(
          "field", "column",
          "std_dev", "stddev",
          "nbdev", "stddev",
          "length", "period",
          "window", "period");

  private final Findings findings;

  ParamsParser(Findings findings) {
    this.findings = findings;
  }

  /// @param hasInput true: the node has an input, so that it reads no column
  Params parse(Primitive primitive, ObjectNode json, String pointer, boolean hasInput) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> names = primitive.params().stream().map(ParamSpec::name).toList();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String written = field.getKey();
      String at = Fields.pointer(pointer, written);
      String name = canonical(written, names);
      Optional<ParamSpec> spec = primitive.param(name);
      if (spec.isEmpty()) {
        findings.error(
            Findings.UNKNOWN_KEY,
            at,
            primitive.name() + " has no parameter " + Findings.quote(written),
            Findings.meant(written, names));
        continue;
      }
      if (!name.equals(written)) {
        findings.alias(at, written, name);
      }
      if (values.containsKey(name)) {
        findings.error(Findings.DUPLICATE, at, name + " is given twice", "keep only " + name);
      } else if (!field.getValue().isNull()) {
        // A refused value still counts as given: otherwise it would be reported as missing, too.
        Object value =
            Values.of(field.getValue(), spec.get(), at, findings)
                .orElseGet(() -> standIn(spec.get()));
        values.put(name, value);
      }
    }
    demand(primitive, values, pointer);
    if (hasInput && primitive.readsColumn() && values.remove("column") != null) {
      findings.warning(
          "W202",
          pointer,
          "the column of " + primitive.name() + " is not read, because it has an input",
          "remove column");
    }
    return Primitives.withDefaults(primitive, new Params(values), hasInput);
  }

  private void demand(Primitive primitive, Map<String, Object> values, String pointer) {
    for (ParamSpec spec : primitive.params()) {
      if (spec.required() && !values.containsKey(spec.name())) {
        String wanted =
            spec.allowed().isEmpty()
                ? spec.type().words()
                : "one of " + String.join(", ", spec.allowed());
        findings.error(
            Findings.MISSING,
            pointer,
            primitive.name() + " needs the parameter " + spec.name(),
            "add \"" + spec.name() + "\" to its params: " + wanted);
      }
    }
  }

  private static String canonical(String written, List<String> names) {
    String alias = ALIASES.get(written);
    return !names.contains(written) && alias != null && names.contains(alias) ? alias : written;
  }

  private static Object standIn(ParamSpec spec) {
    return switch (spec.type()) {
      case NUMBER, INTEGER -> spec.least();
      case TEXT -> "";
      case FLAG -> false;
    };
  }
}
