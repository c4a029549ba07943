package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import openbell.model.strategy.Edit;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;

/// Market-wide series and what is done with them before a node reads them.
final class MarketParser {
  private final Findings findings;

  MarketParser(Findings findings) {
    this.findings = findings;
  }

  List<MarketTransformer> parse(ObjectNode json, String pointer) {
    Fields fields = new Fields(json, pointer, findings, "indicators", "transformers");
    Set<String> codes = new LinkedHashSet<>();
    fields.each("indicators", (code, at) -> code(code, at, codes));
    if (codes.size() > EngineLimits.MARKET_CODES) {
      findings.error(
          Findings.LIMIT,
          fields.at("indicators"),
          "there are " + codes.size() + " market indicators",
          "at most " + EngineLimits.MARKET_CODES + " are read");
    }
    List<MarketTransformer> transformers = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    fields.each(
        "transformers",
        (transformer, at) -> {
          MarketTransformer read = transformer(transformer, at, names);
          listed(read, fields, at, codes);
          transformers.add(read);
        });
    if (transformers.size() > EngineLimits.NODES) {
      findings.error(
          Findings.LIMIT,
          fields.at("transformers"),
          "there are " + transformers.size() + " transformers",
          "at most " + EngineLimits.NODES + " are computed");
    }
    return transformers;
  }

  private void code(JsonNode json, String pointer, Set<String> codes) {
    if (!(json instanceof ObjectNode object)) {
      findings.error(
          Findings.TYPE,
          pointer,
          "a market indicator must be an object, not " + Values.kind(json),
          "write {\"code\": …}");
      return;
    }
    Fields fields = new Fields(object, pointer, findings, "code");
    Optional<String> code = fields.text("code");
    if (code.isEmpty()) {
      if (!fields.has("code")) {
        fields.missing("code", "name a market series, e.g. \"VIX\"");
      }
      return;
    }
    if (PortfolioParser.isSymbol(code.get(), fields.at("code"), findings)
        && !codes.add(code.get())) {
      findings.error(
          Findings.DUPLICATE,
          fields.at("code"),
          code.get() + " is listed twice",
          "remove one of them",
          Edit.remove(pointer));
    }
  }

  private MarketTransformer transformer(JsonNode json, String pointer, Set<String> names) {
    if (!(json instanceof ObjectNode object)) {
      findings.error(
          Findings.TYPE,
          pointer,
          "a transformer must be an object, not " + Values.kind(json),
          "write {\"name\": …, \"type\": …, \"params\": { … }}");
      return new MarketTransformer("", "", Params.NONE);
    }
    Fields fields = new Fields(object, pointer, findings, "name", "type", "params");
    String name = name(fields, names);
    Optional<Primitive> primitive = type(fields);
    ObjectNode params = fields.object("params").orElseGet(JsonNodeFactory.instance::objectNode);
    String place = fields.has("params") ? fields.at("params") : pointer;
    if (primitive.isEmpty()) {
      return new MarketTransformer(name, "", Params.NONE);
    }
    Params values = new ParamsParser(findings).parse(primitive.get(), params, place, false);
    divisor(primitive.get(), values, place);
    return new MarketTransformer(name, primitive.get().name(), values);
  }

  private String name(Fields fields, Set<String> names) {
    Optional<String> name = fields.text("name");
    if (name.isEmpty()) {
      if (!fields.has("name")) {
        fields.missing("name", "name the transformer so that nodes can refer to it");
      }
      return "";
    }
    if (!NodeParser.ID.matcher(name.get()).matches()) {
      findings.error(
          Findings.PATTERN,
          fields.at("name"),
          Findings.quote(name.get()) + " is not a name of a transformer",
          NodeParser.ID_RULE);
    } else if (!names.add(name.get())) {
      findings.error(
          Findings.DUPLICATE,
          fields.at("name"),
          "the name " + name.get() + " is already taken",
          "choose another name");
    }
    return name.get();
  }

  private Optional<Primitive> type(Fields fields) {
    Optional<String> type = fields.text("type");
    List<String> known = Primitives.names(Kind.TRANSFORMER);
    if (type.isEmpty() && !fields.has("type")) {
      fields.missing("type", "one of " + Findings.list(known));
    }
    if (type.isPresent() && !known.contains(type.get())) {
      findings.unknown(
          fields.at("type"),
          "unknown transformer " + Findings.quote(type.get()),
          type.get(),
          known);
      return Optional.empty();
    }
    return type.flatMap(Primitives::find);
  }

  private void divisor(Primitive primitive, Params params, String pointer) {
    if (primitive.name().equals("RelativeStrengthTransformer")
        && params.text("reference", "ma").equals("value")
        && params.value("value") == null) {
      findings.error(
          Findings.MISSING,
          pointer,
          "RelativeStrengthTransformer needs the parameter value",
          "add the number to divide by, or choose another reference");
    }
  }

  private void listed(
      MarketTransformer transformer, Fields fields, String pointer, Set<String> codes) {
    String code = transformer.params().text("indicator", "");
    if (code.isEmpty() || codes.contains(code)) {
      return;
    }
    Map<String, Object> entry = Map.of("code", code);
    findings.error(
        "V101",
        pointer + "/params/indicator",
        code + " is not listed in market_indicators.indicators",
        "add {\"code\": " + Findings.quote(code) + "} there",
        fields.has("indicators")
            ? Edit.add(fields.at("indicators") + "/-", entry)
            : Edit.add(fields.at("indicators"), List.of(entry)));
  }
}
