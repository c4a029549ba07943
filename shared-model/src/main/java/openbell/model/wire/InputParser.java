package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import openbell.model.market.Instrument;
import openbell.model.strategy.Edit;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.Primitives;

/// Where a node takes its series from: exactly one of five forms.
final class InputParser {
  private static final NodeInput BROKEN = new NodeInput.Inline(NodeParser.BROKEN);

  /// Reads a node written inside another.
  interface InlineNodes {
    Node parse(ObjectNode json, String pointer, int depth);
  }

  private final Findings findings;
  private final InlineNodes inline;

  InputParser(Findings findings, InlineNodes inline) {
    this.findings = findings;
    this.inline = inline;
  }

  NodeInput parse(JsonNode json, String pointer, int depth) {
    if (!(json instanceof ObjectNode object)) {
      notAnObject(json, pointer);
      return BROKEN;
    }
    if (object.has("type")) {
      return new NodeInput.Inline(inline.parse(object, pointer, depth + 1));
    }
    if (object.has("ref")) {
      return ref(new Fields(object, pointer, findings, "ref", "band"));
    }
    if (object.has("market")) {
      return market(new Fields(object, pointer, findings, "market", "transformer"));
    }
    if (object.has("symbol")) {
      return symbol(new Fields(object, pointer, findings, "symbol", "column", "field"));
    }
    if (object.has("column") || object.has("field")) {
      return new NodeInput.OwnColumn(
          column(new Fields(object, pointer, findings, "column", "field")));
    }
    findings.error(
        Findings.MISSING,
        pointer,
        "an input must say where its series comes from",
        "use one of the keys ref, column, symbol, market or type");
    return BROKEN;
  }

  private void notAnObject(JsonNode json, String pointer) {
    String message = "an input must be an object, not " + Values.kind(json);
    if (json.isNumber()) {
      findings.error(
          Findings.TYPE,
          pointer,
          message,
          "write {\"type\": \"Constant\", \"params\": {\"value\": " + json.asText() + "}}",
          Edit.replace(
              pointer, Map.of("type", "Constant", "params", Map.of("value", json.doubleValue()))));
    } else {
      findings.error(
          Findings.TYPE, pointer, message, "write {\"ref\": …}, {\"column\": …} or an inline node");
    }
  }

  /// A reference to a node; `macd.signal` means the band `signal` of the node `macd`.
  NodeInput ref(Fields fields) {
    Optional<String> written = fields.text("ref");
    Optional<String> band = fields.text("band");
    if (written.isEmpty()) {
      if (!fields.has("ref")) {
        fields.missing("ref", "name a node");
      }
      return BROKEN;
    }
    return reference(written.get(), band, fields.at("ref"));
  }

  NodeInput reference(String written, Optional<String> band, String pointer) {
    int dot = written.indexOf('.');
    if (dot < 0) {
      return new NodeInput.Ref(written, band.orElse(null));
    }
    String id = written.substring(0, dot);
    String picked = written.substring(dot + 1);
    if (band.isPresent()) {
      findings.error(Findings.DUPLICATE, pointer, "the band is given twice", "keep the key band");
    } else {
      findings.info(
          pointer,
          Findings.quote(written) + " was read as a band of a node",
          "write the node " + Findings.quote(id) + " and \"band\": " + Findings.quote(picked),
          Edit.replace(pointer, id),
          Edit.add(pointer.substring(0, pointer.lastIndexOf('/')) + "/band", picked));
    }
    return new NodeInput.Ref(id, picked);
  }

  NodeInput market(Fields fields) {
    Optional<String> market = fields.text("market");
    Optional<String> transformer = fields.text("transformer");
    if (!fields.has("market")) {
      fields.missing("market", "name a code of market_indicators");
    }
    if (!fields.has("transformer")) {
      fields.missing("transformer", "name a transformer of market_indicators");
    }
    if (market.isEmpty() || transformer.isEmpty()) {
      return BROKEN;
    }
    return new NodeInput.MarketSeries(market.get(), transformer.get());
  }

  private NodeInput symbol(Fields fields) {
    Optional<String> symbol = fields.text("symbol");
    String column = column(fields);
    if (symbol.isEmpty()) {
      if (!fields.has("symbol")) {
        fields.missing("symbol", "name an instrument, e.g. \"AAPL\"");
      }
      return BROKEN;
    }
    if (!Instrument.SYMBOL.matcher(symbol.get()).matches()) {
      findings.error(
          Findings.PATTERN,
          fields.at("symbol"),
          Findings.quote(symbol.get()) + " is not a symbol",
          PortfolioParser.SYMBOL_RULE);
      return BROKEN;
    }
    return new NodeInput.SymbolColumn(symbol.get(), column);
  }

  /// The same column under two spellings is one column.
  private void twice(Fields fields) {
    String at = fields.at("field");
    if (fields.text("field").equals(fields.text("column"))) {
      findings.alias(at, "field", "column", Edit.remove(at));
    } else {
      findings.error(
          Findings.DUPLICATE, at, "column is given twice", "keep only column", Edit.remove(at));
    }
  }

  private String column(Fields fields) {
    String key = fields.has("field") && !fields.has("column") ? "field" : "column";
    if (key.equals("field")) {
      findings.alias(
          fields.at("field"),
          "field",
          "column",
          Edit.move(fields.at("field"), fields.at("column")));
    } else if (fields.has("field")) {
      twice(fields);
    }
    if (!fields.has(key)) {
      fields.missing("column", "name a column, e.g. \"Close\"");
      return "Close";
    }
    Optional<String> column = fields.text(key);
    if (column.isPresent() && !Primitives.COLUMNS.contains(column.get())) {
      findings.unknown(
          fields.at(key),
          "unknown column " + Findings.quote(column.get()),
          column.get(),
          Primitives.COLUMNS);
    }
    return column.filter(Primitives.COLUMNS::contains).orElse("Close");
  }
}
