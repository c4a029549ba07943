package openbell.model.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A declarative strategy: indicators feed signals, signals feed the capital strategy.
///
/// `indicators` and `signals` are sets: their order has no meaning. The document calls rules
/// `signals`.
public record StrategyDefinition(
    List<MarketTransformer> marketTransformers,
    List<Node> indicators,
    List<Node> signals,
    Outputs outputs,
    CapitalStrategy capital) {

  public StrategyDefinition {
    marketTransformers = List.copyOf(marketTransformers);
    indicators = List.copyOf(indicators);
    signals = List.copyOf(signals);
  }

  /// A transformed series of a market-wide code such as an index.
  public record MarketTransformer(String name, String type, Params params) {}

  /// Which nodes are the answer, and which series go into `signals.csv`.
  ///
  /// @param buy id of the node that opens positions, or null when `targetWeight` does
  /// @param sell id of the node that closes positions, or null for never
  /// @param targetWeight id of a numeric node, 0 to 1, or null
  public record Outputs(
      @Nullable String buy,
      @Nullable String sell,
      @Nullable String targetWeight,
      List<Column> columns) {
    public Outputs {
      columns = List.copyOf(columns);
    }
  }

  /// A named column of `signals.csv`: a node (and band), or a transformed market series.
  public record Column(NodeInput source, String outputName) {}

  /// How signals become orders.
  public record CapitalStrategy(String name, Params params) {}
}
