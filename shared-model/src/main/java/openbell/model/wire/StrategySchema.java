package openbell.model.wire;

import static openbell.model.wire.SchemaParts.NODES;
import static openbell.model.wire.SchemaParts.list;
import static openbell.model.wire.SchemaParts.object;
import static openbell.model.wire.SchemaParts.oneOf;
import static openbell.model.wire.SchemaParts.optional;
import static openbell.model.wire.SchemaParts.ref;
import static openbell.model.wire.SchemaParts.required;
import static openbell.model.wire.SchemaParts.text;
import static openbell.model.wire.SchemaParts.typed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import openbell.model.market.Instrument;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;

/// The strategy part of the schema: one definition per primitive, chosen by its type.
final class StrategySchema {
  private StrategySchema() {}

  /// The keys of a strategy, to be put into `object`.
  static void fill(ObjectNode object) {
    optional(object, "market_indicators", markets());
    required(object, "trade_strategy", trade());
    required(object, "capital_strategy", chosen("name", Kind.CAPITAL));
  }

  /// Everything that is referred to.
  static ObjectNode definitions() {
    ObjectNode definitions = NODES.objectNode();
    definitions.set("id", text(NodeParser.ID, "Unique over indicators and signals together."));
    definitions.set("symbol", text(Instrument.SYMBOL, "An instrument or a market code."));
    definitions.set("column", oneOf(Primitives.COLUMNS, "A column of the bars."));
    definitions.set("input", input());
    definitions.set("namedIndicator", node(List.of(Kind.INDICATOR), true));
    definitions.set("namedSignal", node(List.of(Kind.SIGNAL), true));
    definitions.set("inlineNode", node(List.of(Kind.INDICATOR, Kind.SIGNAL), false));
    definitions.set("indicators", choices("type", Kind.INDICATOR));
    definitions.set("signals", choices("type", Kind.SIGNAL));
    for (Primitive primitive : Primitives.all()) {
      definitions.set(primitive.name(), primitive(primitive));
    }
    return definitions;
  }

  private static ObjectNode primitive(Primitive primitive) {
    ObjectNode schema = NODES.objectNode().put("title", primitive.name());
    schema.put("description", primitive.summary());
    boolean capital = primitive.kind() == Kind.CAPITAL;
    ObjectNode properties = schema.putObject("properties");
    properties.putObject(capital ? "name" : "type").put("const", primitive.name());
    ObjectNode params = SchemaParts.params(primitive.params());
    if (params.has("required")) {
      required(schema, "params", params);
    } else {
      optional(schema, "params", params);
    }
    if (primitive.kind() == Kind.INDICATOR || primitive.kind() == Kind.SIGNAL) {
      ObjectNode inputs = list(ref("input"), primitive.leastInputs(), primitive.mostInputs());
      if (primitive.leastInputs() > 0) {
        required(schema, "inputs", inputs);
      } else {
        optional(schema, "inputs", inputs);
      }
    }
    return schema;
  }

  private static ObjectNode node(List<Kind> kinds, boolean named) {
    ObjectNode schema = object(named ? "" : "A node written where it is used.");
    if (named) {
      required(schema, "id", ref("id"));
    }
    required(schema, "type", oneOf(Primitives.names(kinds.toArray(Kind[]::new)), ""));
    schema.withObjectProperty("properties").putObject("params");
    schema.withObjectProperty("properties").putObject("inputs");
    ArrayNode all = schema.putArray("allOf");
    kinds.forEach(kind -> all.add(ref(kind == Kind.SIGNAL ? "signals" : "indicators")));
    return schema;
  }

  /// An object that is told apart by one key and has parameters, e.g. a capital strategy.
  private static ObjectNode chosen(String key, Kind kind) {
    ObjectNode schema = object("");
    required(schema, key, oneOf(Primitives.names(kind), ""));
    schema.withObjectProperty("properties").putObject("params");
    schema.setAll(choices(key, kind));
    return schema;
  }

  private static ObjectNode choices(String key, Kind kind) {
    ObjectNode schema = NODES.objectNode();
    ArrayNode all = schema.putArray("allOf");
    for (String name : Primitives.names(kind)) {
      ObjectNode choice = all.addObject();
      ObjectNode condition = choice.putObject("if");
      condition.putObject("properties").putObject(key).put("const", name);
      condition.putArray("required").add(key);
      choice.set("then", ref(name));
    }
    return schema;
  }

  private static ObjectNode input() {
    ObjectNode schema = NODES.objectNode();
    schema.put("description", "Where a node takes a series from: exactly one of these forms.");
    ArrayNode forms = schema.putArray("oneOf");
    ObjectNode column = object("A column of the own symbol.");
    required(column, "column", ref("column"));
    forms.add(column);
    ObjectNode reference = object("Another node; band picks one of several outputs.");
    required(reference, "ref", ref("id"));
    optional(reference, "band", typed("string", ""));
    forms.add(reference);
    ObjectNode market = object("A transformed market series.");
    required(market, "market", ref("symbol"));
    required(market, "transformer", ref("id"));
    forms.add(market);
    ObjectNode symbol = object("A column of another symbol of the same portfolio.");
    required(symbol, "symbol", ref("symbol"));
    required(symbol, "column", ref("column"));
    forms.add(symbol);
    forms.add(ref("inlineNode"));
    return schema;
  }

  private static ObjectNode markets() {
    ObjectNode markets = object("Market-wide series and what is done with them.");
    ObjectNode code = object("");
    required(code, "code", ref("symbol"));
    optional(markets, "indicators", list(code, 0, EngineLimits.MARKET_CODES));
    ObjectNode transformer = chosen("type", Kind.TRANSFORMER);
    required(transformer, "name", ref("id"));
    optional(markets, "transformers", list(transformer, 0, EngineLimits.NODES));
    return markets;
  }

  private static ObjectNode trade() {
    ObjectNode trade = object("Indicators feed signals; outputs say which of them decide.");
    optional(trade, "indicators", list(ref("namedIndicator"), 0, EngineLimits.NODES));
    optional(trade, "signals", list(ref("namedSignal"), 0, EngineLimits.NODES));
    required(trade, "outputs", outputs());
    return trade;
  }

  private static ObjectNode outputs() {
    ObjectNode outputs = object("The nodes that decide, and the columns of signals.csv.");
    optional(outputs, "buy_signal", text(NodeParser.ID, "Opens positions."));
    optional(outputs, "sell_signal", text(NodeParser.ID, "Closes positions; it wins over a buy."));
    optional(
        outputs, "target_weight", text(NodeParser.ID, "Fraction of equity per symbol, 0 to 1."));
    ObjectNode column = object("");
    required(column, "id", ref("id"));
    optional(column, "band", typed("string", "One output of a node that has several."));
    optional(column, "output_name", text(StrategyParser.OUTPUT_NAME, "Name of the column."));
    optional(outputs, "indicators", list(column, 0, EngineLimits.NAMED_OUTPUTS));
    ObjectNode market = object("");
    required(market, "market", ref("symbol"));
    required(market, "transformer", ref("id"));
    optional(market, "output_name", text(StrategyParser.OUTPUT_NAME, "Name of the column."));
    optional(outputs, "market_indicators", list(market, 0, EngineLimits.NAMED_OUTPUTS));
    return outputs;
  }
}
