package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Params;
import openbell.model.strategy.Primitive;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import openbell.model.strategy.StrategyDefinition;
import openbell.model.strategy.StrategyDefinition.CapitalStrategy;
import openbell.model.strategy.StrategyDefinition.Column;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;
import openbell.model.strategy.StrategyDefinition.Outputs;
import org.jspecify.annotations.Nullable;

/// The strategy part of a document. Always gives a value; whether it may be used, the findings say.
final class StrategyParser {
  static final Pattern OUTPUT_NAME = Pattern.compile("[A-Za-z0-9_.%-]{1,64}");

  /// Columns that `signals.csv` has anyway.
  private static final List<String> TAKEN = List.of("Date", "Symbol", "State", "Close");

  private static final Outputs NO_OUTPUTS = new Outputs(null, null, null, List.of());

  private final Findings findings;
  private final NodeParser nodes;
  private final InputParser inputs;

  StrategyParser(Findings findings) {
    this.findings = findings;
    this.nodes = new NodeParser(findings);
    this.inputs = new InputParser(findings, (_, _, _) -> NodeParser.BROKEN);
  }

  StrategyDefinition parse(ObjectNode json, String pointer) {
    Fields fields =
        new Fields(
            json,
            pointer,
            findings,
            pointer.isEmpty() ? PortfolioParser.SCHEMA_KEY : "trade_strategy",
            "market_indicators",
            "trade_strategy",
            "capital_strategy");
    List<MarketTransformer> transformers =
        fields
            .object("market_indicators")
            .map(market -> new MarketParser(findings).parse(market, fields.at("market_indicators")))
            .orElse(List.of());
    List<Node> indicators = new ArrayList<>();
    List<Node> signals = new ArrayList<>();
    Outputs outputs = NO_OUTPUTS;
    if (fields.has("trade_strategy")) {
      Fields trade =
          new Fields(
              fields.object("trade_strategy").orElseGet(JsonNodeFactory.instance::objectNode),
              fields.at("trade_strategy"),
              findings,
              "indicators",
              "signals",
              "outputs");
      trade.each("indicators", (node, at) -> indicators.add(nodes.named(node, at, Kind.INDICATOR)));
      trade.each("signals", (node, at) -> signals.add(nodes.named(node, at, Kind.SIGNAL)));
      if (!trade.has("outputs")) {
        trade.missing("outputs", "say which signal buys: {\"buy_signal\": …}");
      }
      outputs =
          trade.object("outputs").map(out -> outputs(out, trade.at("outputs"))).orElse(NO_OUTPUTS);
    } else {
      fields.missing("trade_strategy", "add indicators, signals and outputs");
    }
    return new StrategyDefinition(transformers, indicators, signals, outputs, capital(fields));
  }

  private CapitalStrategy capital(Fields fields) {
    Optional<ObjectNode> json = fields.object("capital_strategy");
    if (json.isEmpty()) {
      if (!fields.has("capital_strategy")) {
        fields.missing("capital_strategy", "say how signals become orders");
      }
      return new CapitalStrategy("", Params.NONE);
    }
    Fields capital =
        new Fields(json.get(), fields.at("capital_strategy"), findings, "name", "params");
    Optional<String> name = capital.text("name");
    if (!capital.has("name")) {
      capital.missing("name", "one of " + Findings.list(Primitives.names(Kind.CAPITAL)));
    }
    Optional<Primitive> primitive =
        name.flatMap(Primitives::find).filter(found -> found.kind() == Kind.CAPITAL);
    if (name.isPresent() && primitive.isEmpty()) {
      findings.unknown(
          capital.at("name"),
          "unknown capital strategy " + Findings.quote(name.get()),
          name.get(),
          Primitives.names(Kind.CAPITAL));
    }
    ObjectNode params = capital.object("params").orElseGet(JsonNodeFactory.instance::objectNode);
    String place = capital.has("params") ? capital.at("params") : fields.at("capital_strategy");
    return primitive
        .map(
            found ->
                new CapitalStrategy(
                    found.name(), new ParamsParser(findings).parse(found, params, place, false)))
        .orElseGet(() -> new CapitalStrategy("", Params.NONE));
  }

  private Outputs outputs(ObjectNode json, String pointer) {
    Fields fields =
        new Fields(
            json,
            pointer,
            findings,
            "buy_signal",
            "sell_signal",
            "target_weight",
            "indicators",
            "market_indicators");
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>(TAKEN);
    fields.each("indicators", (column, at) -> columns.add(column(column, at, names, false)));
    fields.each("market_indicators", (column, at) -> columns.add(column(column, at, names, true)));
    return new Outputs(
        fields.text("buy_signal").orElse(null),
        fields.text("sell_signal").orElse(null),
        fields.text("target_weight").orElse(null),
        columns);
  }

  private Column column(JsonNode json, String pointer, Set<String> names, boolean market) {
    if (!(json instanceof ObjectNode object)) {
      findings.error(
          Findings.TYPE,
          pointer,
          "a named column must be an object, not " + Values.kind(json),
          "write {\"id\": …, \"output_name\": …}");
      return new Column(new NodeInput.Inline(NodeParser.BROKEN), "");
    }
    Fields fields =
        market
            ? new Fields(object, pointer, findings, "market", "transformer", "output_name")
            : new Fields(object, pointer, findings, "id", "band", "output_name");
    NodeInput source = market ? inputs.market(fields) : source(fields);
    String name = fields.text("output_name").orElse(fallbackName(source));
    if (!OUTPUT_NAME.matcher(name).matches()) {
      findings.error(
          Findings.PATTERN,
          fields.at("output_name"),
          Findings.quote(name) + " cannot name a column",
          "use 1 to 64 letters, digits and _ . % -");
    } else if (!names.add(name)) {
      findings.error(
          Findings.DUPLICATE,
          fields.has("output_name") ? fields.at("output_name") : pointer,
          "there is already a column " + Findings.quote(name),
          "choose another output_name");
    }
    return new Column(source, name);
  }

  private NodeInput source(Fields fields) {
    Optional<String> id = fields.text("id");
    if (id.isEmpty()) {
      if (!fields.has("id")) {
        fields.missing("id", "name a node");
      }
      return new NodeInput.Inline(NodeParser.BROKEN);
    }
    return inputs.reference(id.get(), fields.text("band"), fields.at("id"));
  }

  private static String fallbackName(@Nullable NodeInput source) {
    return switch (source) {
      case NodeInput.Ref ref -> ref.band() == null ? ref.id() : ref.id() + "_" + ref.band();
      case NodeInput.MarketSeries series -> series.transformer();
      case null, default -> "column";
    };
  }
}
