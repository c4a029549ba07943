package openbell.model.strategy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.strategy.Output.Unit;
import openbell.model.strategy.Primitive.Series;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;
import org.jspecify.annotations.Nullable;

/// What the series of a strategy measure, and between which bounds.
final class Scales {
  /// Nothing is known, so that nothing is said.
  private static final Scale ANY =
      new Scale(Unit.PLAIN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final Scale TRUTH = new Scale(Unit.PLAIN, 0, 1);

  /// @param unit never one that depends on an input
  record Scale(Unit unit, double least, double most) {}

  private final StrategyDefinition strategy;
  private final StrategyGraph graph;
  private final Map<NodeInput.Ref, Scale> known = new HashMap<>();

  Scales(StrategyDefinition strategy, StrategyGraph graph) {
    this.strategy = strategy;
    this.graph = graph;
  }

  Scale of(NodeInput input) {
    return switch (input) {
      case NodeInput.OwnColumn own -> column(own.column());
      case NodeInput.SymbolColumn other -> column(other.column());
      case NodeInput.MarketSeries series -> market(series);
      case NodeInput.Inline inline -> of(inline.node(), null);
      case NodeInput.Ref ref -> of(ref);
    };
  }

  private Scale of(NodeInput.Ref ref) {
    Scale scale = known.get(ref);
    if (scale == null) {
      // In a circle nothing is known.
      known.put(ref, ANY);
      scale = graph.find(ref.id()).map(placed -> of(placed.node(), ref.band())).orElse(ANY);
      known.put(ref, scale);
    }
    return scale;
  }

  /// The number that a node compares or gives, before any comparison.
  Scale of(Node node, @Nullable String band) {
    Optional<Primitive> primitive = StrategyGraph.primitive(node);
    if (primitive.isEmpty() || primitive.get().outputs().isEmpty()) {
      return ANY;
    }
    if (primitive.get().gives(node) == Series.SIGNAL) {
      return TRUTH;
    }
    return measured(primitive.get(), node, band);
  }

  /// The same for a node that compares with a threshold of its own.
  Scale calculated(Node node) {
    return StrategyGraph.primitive(node)
        .map(primitive -> measured(primitive, node, null))
        .orElse(ANY);
  }

  private Scale measured(Primitive primitive, Node node, @Nullable String band) {
    if (node.type().equals("LinearScaleWeight") && node.params().flag("clip", true)) {
      double from = node.params().number("min_weight", 0);
      double to = node.params().number("max_weight", 1);
      return new Scale(Unit.RATIO, Math.min(from, to), Math.max(from, to));
    }
    List<Output> outputs = primitive.outputs();
    Output output =
        outputs.stream()
            .filter(one -> one.name().equals(band))
            .findFirst()
            .orElse(outputs.getFirst());
    return resolve(output, base(node));
  }

  private Scale base(Node node) {
    if (!node.inputs().isEmpty()) {
      return of(node.inputs().getFirst());
    }
    String column = node.params().text("column", "");
    return column.isEmpty() ? ANY : column(column);
  }

  private static Scale resolve(Output output, Scale base) {
    return switch (output.unit()) {
      case AS_INPUT -> base;
      case BEYOND_INPUT -> new Scale(base.unit(), output.least(), output.most());
      case INPUT_DIFFERENCE ->
          new Scale(
              base.unit() == Unit.PRICE ? Unit.PRICE_DIFFERENCE : base.unit(),
              output.least(),
              output.most());
      case PRICE, PRICE_DIFFERENCE, PERCENT, RATIO, VOLUME, COUNT, PLAIN ->
          new Scale(output.unit(), output.least(), output.most());
    };
  }

  private static Scale column(String column) {
    return new Scale(
        column.equals("Volume") ? Unit.VOLUME : Unit.PRICE, 0, Double.POSITIVE_INFINITY);
  }

  /// The level of an index such as VIX may be anything, e.g. a percentage.
  private Scale market(NodeInput.MarketSeries series) {
    return strategy.marketTransformers().stream()
        .filter(one -> one.name().equals(series.transformer()))
        .findFirst()
        .map(MarketTransformer::type)
        .flatMap(Primitives::find)
        .map(primitive -> resolve(primitive.outputs().getFirst(), ANY))
        .orElse(ANY);
  }
}
