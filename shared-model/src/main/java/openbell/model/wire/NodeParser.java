package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import openbell.model.strategy.Edit;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import org.jspecify.annotations.Nullable;

/// Indicators and signals. A node that is not legal leaves a stand-in behind, so that the places of
/// the others, and with them all pointers, stay right.
final class NodeParser {
  static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  static final String ID_RULE = "use 1 to 64 letters, digits and _, not starting with a digit";

  /// Stands for a node or an input that could not be read; the checks leave it alone.
  static final Node BROKEN = new Node(null, "", Params.NONE, List.of());

  private final Findings findings;
  private final ParamsParser params;
  private final InputParser inputs;

  NodeParser(Findings findings) {
    this.findings = findings;
    this.params = new ParamsParser(findings);
    this.inputs = new InputParser(findings, this::inline);
  }

  /// A node of the list of its kind.
  Node named(JsonNode json, String pointer, Kind kind) {
    if (!(json instanceof ObjectNode object)) {
      notAnObject(json, pointer);
      return BROKEN;
    }
    Fields fields = fields(object, pointer);
    Optional<String> id = fields.text("id");
    if (id.isEmpty() && !fields.has("id")) {
      fields.missing("id", "name the node so that others can refer to it");
    }
    id.filter(text -> !ID.matcher(text).matches())
        .ifPresent(
            text ->
                findings.error(
                    Findings.PATTERN,
                    fields.at("id"),
                    Findings.quote(text) + " is not an id",
                    ID_RULE));
    Node node = body(fields, pointer, 0);
    Primitives.find(node.type())
        .filter(primitive -> primitive.kind() != kind)
        .ifPresent(primitive -> misplaced(primitive, fields.at("type")));
    return new Node(id.orElse(null), node.type(), node.params(), node.inputs());
  }

  private Node inline(ObjectNode object, String pointer, int depth) {
    if (depth > EngineLimits.NESTING) {
      findings.error(
          Findings.LIMIT,
          pointer,
          "nodes are nested deeper than " + EngineLimits.NESTING,
          "give an inner node an id and refer to it");
      return BROKEN;
    }
    Fields fields = fields(object, pointer);
    if (fields.has("id")) {
      findings.error(
          Findings.UNKNOWN_KEY,
          fields.at("id"),
          "a node written inside another has no id",
          "remove id, or move the node to indicators or signals and use {\"ref\": …}");
    }
    return body(fields, pointer, depth);
  }

  private Fields fields(ObjectNode object, String pointer) {
    return new Fields(
        object, pointer, findings, "id", "type", "params", "inputs", "epsilon", "value");
  }

  private Node body(Fields fields, String pointer, int depth) {
    List<NodeInput> read = new ArrayList<>();
    fields.each("inputs", (input, at) -> read.add(inputs.parse(input, at, depth)));
    ObjectNode given =
        fields
            .object("params")
            .map(ObjectNode::deepCopy)
            .orElseGet(JsonNodeFactory.instance::objectNode);
    lift(fields, "epsilon", given);
    lift(fields, "value", given);
    String type = type(fields, given, read);
    Primitive primitive = type == null ? null : known(fields, type);
    if (primitive == null) {
      return new Node(null, type == null ? "" : type, Params.NONE, read);
    }
    String place = fields.has("params") ? fields.at("params") : pointer;
    Params values = params.parse(primitive, given, place, !read.isEmpty());
    arity(primitive, read.size(), fields.has("inputs") ? fields.at("inputs") : pointer);
    return new Node(null, primitive.name(), values, read);
  }

  /// A parameter written beside `params` instead of inside.
  private void lift(Fields fields, String name, ObjectNode given) {
    JsonNode value = fields.present(name);
    if (value == null) {
      return;
    }
    if (given.has(name)) {
      findings.error(
          Findings.DUPLICATE, fields.at(name), name + " is given twice", "keep params." + name);
      return;
    }
    findings.alias(
        fields.at(name),
        name,
        "params." + name,
        fields.has("params")
            ? new Edit[] {Edit.move(fields.at(name), fields.at("params") + "/" + name)}
            : new Edit[] {
              Edit.add(fields.at("params"), Map.of()),
              Edit.move(fields.at(name), fields.at("params") + "/" + name)
            });
    given.set(name, value);
  }

  private @Nullable String type(Fields fields, ObjectNode given, List<NodeInput> read) {
    Optional<String> written = fields.text("type");
    if (written.isEmpty()) {
      if (!fields.has("type")) {
        fields.missing("type", "name a primitive, e.g. \"SMA\"");
      }
      return null;
    }
    String type = written.get();
    String alias = Primitives.ALIASES.get(type);
    if (alias != null) {
      findings.alias(fields.at("type"), type, alias, Edit.replace(fields.at("type"), alias));
      return alias;
    }
    return type.equals("Comparison") ? comparison(fields, given, read) : type;
  }

  /// `Comparison` with a threshold or a second input becomes the comparison it names.
  private String comparison(Fields fields, ObjectNode given, List<NodeInput> read) {
    JsonNode word = given.remove("comparison");
    String type = word == null ? null : Primitives.COMPARISONS.get(word.asText());
    if (type == null) {
      return "Comparison";
    }
    JsonNode threshold = given.remove("threshold");
    List<Edit> fix = new ArrayList<>();
    fix.add(Edit.replace(fields.at("type"), type));
    fix.add(Edit.remove(fields.at("params") + "/comparison"));
    if (threshold != null && threshold.isNumber() && read.size() == 1) {
      Map<String, Object> value = Map.of("value", threshold.doubleValue());
      Node constant =
          new Node(
              null,
              "Constant",
              Primitives.find("Constant")
                  .map(primitive -> Primitives.withDefaults(primitive, new Params(value), false))
                  .orElseThrow(),
              List.of());
      read.add(new NodeInput.Inline(constant));
      fix.add(Edit.remove(fields.at("params") + "/threshold"));
      fix.add(Edit.add(fields.at("inputs") + "/-", Map.of("type", "Constant", "params", value)));
    }
    findings.alias(fields.at("type"), "Comparison", type, fix.toArray(Edit[]::new));
    return type;
  }

  private @Nullable Primitive known(Fields fields, String type) {
    Optional<Primitive> primitive = Primitives.find(type);
    if (Primitives.FUNDAMENTALS.contains(type)) {
      findings.error(
          "V120",
          fields.at("type"),
          type + " needs a fundamentals source, and there is none",
          "use an indicator of prices or volume");
      return null;
    }
    if (primitive.isEmpty()) {
      findings.unknown(
          fields.at("type"),
          "unknown primitive " + Findings.quote(type),
          type,
          Primitives.names(Kind.INDICATOR, Kind.SIGNAL));
      return null;
    }
    Kind kind = primitive.get().kind();
    if (kind == Kind.CAPITAL || kind == Kind.TRANSFORMER) {
      boolean capital = kind == Kind.CAPITAL;
      findings.error(
          Findings.ENUM,
          fields.at("type"),
          type + (capital ? " is a capital strategy, not a node" : " is no node of a strategy"),
          "move it to " + (capital ? "capital_strategy" : "market_indicators.transformers"));
      return null;
    }
    return primitive.get();
  }

  private void arity(Primitive primitive, int count, String pointer) {
    int least = primitive.leastInputs();
    int most = primitive.mostInputs();
    if (count >= least && count <= most) {
      return;
    }
    String takes = least == most ? String.valueOf(least) : least + " to " + most;
    findings.error(
        Findings.ARITY,
        pointer,
        primitive.name() + " has " + count + (count == 1 ? " input" : " inputs"),
        "it takes " + takes + (takes.equals("1") ? " input" : " inputs"));
  }

  private void misplaced(Primitive primitive, String pointer) {
    boolean signal = primitive.kind() == Kind.SIGNAL;
    findings.error(
        Findings.ENUM,
        pointer,
        primitive.name() + (signal ? " is a signal" : " is an indicator"),
        "move the node to " + (signal ? "signals" : "indicators"));
  }

  private void notAnObject(JsonNode json, String pointer) {
    findings.error(
        Findings.TYPE,
        pointer,
        "a node must be an object, not " + Values.kind(json),
        "write {\"id\": …, \"type\": …, \"params\": { … }, \"inputs\": [ … ]}");
  }
}
