package openbell.model.strategy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Pieces of documents, for fixes.
final class Fragments {
  static final Map<String, Object> ZERO = Map.of("type", "Constant", "params", Map.of("value", 0));

  private Fragments() {}

  /// How an input is written; empty for a node written inside, which may be long.
  static Optional<Object> input(NodeInput input) {
    Map<String, Object> written = new LinkedHashMap<>();
    switch (input) {
      case NodeInput.OwnColumn own -> written.put("column", own.column());
      case NodeInput.SymbolColumn other -> {
        written.put("symbol", other.symbol());
        written.put("column", other.column());
      }
      case NodeInput.MarketSeries series -> {
        written.put("market", series.market());
        written.put("transformer", series.transformer());
      }
      case NodeInput.Ref ref -> {
        written.put("ref", ref.id());
        if (ref.band() != null) {
          written.put("band", ref.band());
        }
      }
      case NodeInput.Inline _ -> {
        return Optional.empty();
      }
    }
    return Optional.of(written);
  }

  /// The parameters that are not what they would be anyway, and one more.
  static Map<String, Object> params(Node node, String name, Object value) {
    Map<String, Object> written = new LinkedHashMap<>();
    List<ParamSpec> specs = Primitives.find(node.type()).map(Primitive::params).orElse(List.of());
    for (ParamSpec spec : specs) {
      Object given = node.params().value(spec.name());
      if (given != null && !given.equals(spec.fallback())) {
        written.put(spec.name(), given);
      }
    }
    written.put(name, value);
    return written;
  }
}
