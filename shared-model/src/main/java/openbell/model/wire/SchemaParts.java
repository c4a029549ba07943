package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import openbell.model.market.Instrument;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Params;

/// Pieces that a JSON Schema is put together from.
///
/// A key that may be left out may also be null, as the parser reads it.
final class SchemaParts {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SchemaParts() {}

  static ObjectNode typed(String type, String description) {
    ObjectNode schema = NODES.objectNode().put("type", type);
    return description.isEmpty() ? schema : schema.put("description", description);
  }

  static ObjectNode text(Pattern pattern, String description) {
    return typed("string", description).put("pattern", "^" + pattern.pattern() + "$");
  }

  static ObjectNode oneOf(List<String> words, String description) {
    ObjectNode schema = typed("string", description);
    words.forEach(schema.putArray("enum")::add);
    return schema;
  }

  /// One of the constants, as documents write them.
  static ObjectNode word(Enum<?>[] constants, Enum<?> usual, String description) {
    return oneOf(Arrays.stream(constants).map(Fields::word).toList(), description)
        .put("default", Fields.word(usual));
  }

  static ObjectNode number(ParamSpec spec) {
    boolean whole = spec.type() == ParamSpec.Type.INTEGER;
    ObjectNode schema = typed(whole ? "integer" : "number", spec.description());
    range(schema, spec.aboveLeast() ? "exclusiveMinimum" : "minimum", spec.least());
    range(schema, "maximum", spec.most());
    return schema;
  }

  private static void range(ObjectNode schema, String name, double bound) {
    StrategyWriter.number(schema, name, bound);
  }

  static ObjectNode list(JsonNode items, int least, int most) {
    ObjectNode schema = NODES.objectNode().put("type", "array");
    if (least > 0) {
      schema.put("minItems", least);
    }
    schema.put("maxItems", most);
    schema.set("items", items);
    return schema;
  }

  static ObjectNode ref(String name) {
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  /// An object in which nothing unknown may stand.
  static ObjectNode object(String description) {
    ObjectNode schema = typed("object", description);
    schema.putObject("properties");
    return schema.put("additionalProperties", false);
  }

  static void required(ObjectNode object, String name, JsonNode schema) {
    object.withObjectProperty("properties").set(name, schema);
    object.withArray("required").add(name);
  }

  static void optional(ObjectNode object, String name, ObjectNode schema) {
    object.withObjectProperty("properties").set(name, orNull(schema));
  }

  private static ObjectNode orNull(ObjectNode schema) {
    JsonNode type = schema.get("type");
    if (type == null || !type.isTextual()) {
      ObjectNode either = NODES.objectNode();
      either.putArray("anyOf").add(schema).addObject().put("type", "null");
      return either;
    }
    schema.putArray("type").add(type.textValue()).add("null");
    if (schema.get("enum") instanceof ArrayNode words) {
      words.addNull();
    }
    return schema;
  }

  static ObjectNode params(List<ParamSpec> specs) {
    ObjectNode object = object("");
    for (ParamSpec spec : specs) {
      ObjectNode schema = param(spec);
      if (spec.required()) {
        required(object, spec.name(), schema);
      } else {
        optional(object, spec.name(), schema);
      }
    }
    return object;
  }

  private static ObjectNode param(ParamSpec spec) {
    ObjectNode schema =
        switch (spec.type()) {
          case NUMBER, INTEGER -> number(spec);
          case FLAG -> typed("boolean", spec.description());
          case TEXT -> oneOf(spec.allowed(), spec.description());
          case NODE -> text(NodeParser.ID, spec.description());
          case MARKET -> text(Instrument.SYMBOL, spec.description());
          case TEXTS ->
              list(oneOf(spec.allowed(), ""), 1, spec.allowed().size())
                  .put("uniqueItems", true)
                  .put("description", spec.description());
          case WEIGHTS -> weights(spec);
          case OBJECT -> params(spec.parts()).put("description", spec.description());
        };
    Object fallback = spec.fallback();
    if (fallback != null) {
      Params one = new Params(Map.of(spec.name(), fallback));
      schema.set("default", plain(CanonicalStrategy.params(one).get(spec.name())));
    }
    return schema;
  }

  /// Whole numbers without a decimal point.
  private static JsonNode plain(JsonNode value) {
    if (value.isDouble()) {
      ObjectNode holder = NODES.objectNode();
      StrategyWriter.number(holder, "value", value.doubleValue());
      return holder.get("value");
    }
    return value;
  }

  private static ObjectNode weights(ParamSpec spec) {
    ObjectNode schema = typed("object", spec.description()).put("minProperties", 1);
    schema.putObject("propertyNames").put("pattern", "^" + Instrument.SYMBOL.pattern() + "$");
    schema.putObject("additionalProperties").put("type", "number").put("minimum", 0);
    return schema;
  }
}
