package openbell.worker.intake.offline;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;
import openbell.model.strategy.Node;
import openbell.model.strategy.ParamSpec;
import openbell.model.strategy.Params;
import openbell.model.strategy.StrategyCheck;
import openbell.model.strategy.StrategyDefinition;
import openbell.model.strategy.StrategyDefinition.CapitalStrategy;
import openbell.model.strategy.StrategyDefinition.MarketTransformer;
import org.jspecify.annotations.Nullable;

/// A document with other parameters, and what speaks against it.
final class Variants {
  /// What the capital strategy is called on the command line, unless something else has this name.
  static final String CAPITAL = "capital";

  private final PortfolioDefinition base;
  private final List<Axis> axes;

  Variants(PortfolioDefinition base, List<Axis> axes) {
    this.base = base;
    this.axes = List.copyOf(axes);
  }

  /// What has parameters.
  record Target(String type, Params params) {}

  /// Everything that has parameters, by the name a reader calls it.
  static SequencedMap<String, Target> targets(StrategyDefinition strategy) {
    SequencedMap<String, Target> targets = new LinkedHashMap<>();
    for (List<Node> nodes : List.of(strategy.indicators(), strategy.signals())) {
      for (Node node : nodes) {
        String id = node.id();
        if (id != null) {
          targets.put(id, new Target(node.type(), node.params()));
        }
      }
    }
    for (MarketTransformer one : strategy.marketTransformers()) {
      targets.putIfAbsent(one.name(), new Target(one.type(), one.params()));
    }
    CapitalStrategy capital = strategy.capital();
    targets.putIfAbsent(CAPITAL, new Target(capital.name(), capital.params()));
    return targets;
  }

  /// The document with one value for each axis.
  PortfolioDefinition with(List<Object> values) {
    Map<String, Map<String, Object>> changes = new TreeMap<>();
    for (int a = 0; a < values.size(); a++) {
      Axis axis = axes.get(a);
      changes
          .computeIfAbsent(axis.target(), _ -> new TreeMap<>())
          .put(axis.spec().name(), values.get(a));
    }
    StrategyDefinition strategy = base.strategy();
    // In the order in which names are looked up: what is taken first is not there for the next.
    List<Node> indicators = nodes(strategy.indicators(), changes);
    List<Node> signals = nodes(strategy.signals(), changes);
    List<MarketTransformer> transformers = new ArrayList<>();
    for (MarketTransformer one : strategy.marketTransformers()) {
      Params own = params(one.params(), changes.remove(one.name()));
      transformers.add(new MarketTransformer(one.name(), one.type(), own));
    }
    CapitalStrategy capital = strategy.capital();
    Params own = params(capital.params(), changes.remove(CAPITAL));
    return copy(
        base,
        base.startDate(),
        new StrategyDefinition(
            transformers,
            indicators,
            signals,
            strategy.outputs(),
            new CapitalStrategy(capital.name(), own)));
  }

  private static List<Node> nodes(List<Node> nodes, Map<String, Map<String, Object>> changes) {
    List<Node> changed = new ArrayList<>();
    for (Node node : nodes) {
      String id = node.id();
      Params own = id == null ? node.params() : params(node.params(), changes.remove(id));
      changed.add(new Node(id, node.type(), own, node.inputs()));
    }
    return changed;
  }

  private static Params params(Params params, @Nullable Map<String, Object> own) {
    if (own == null) {
      return params;
    }
    Map<String, Object> values = new TreeMap<>(params.values());
    values.putAll(own);
    return new Params(values);
  }

  /// The same portfolio, started on another day.
  static PortfolioDefinition startingOn(PortfolioDefinition base, LocalDate start) {
    return copy(base, start, base.strategy());
  }

  private static PortfolioDefinition copy(
      PortfolioDefinition base, LocalDate start, StrategyDefinition strategy) {
    return new PortfolioDefinition(
        base.name(),
        base.code(),
        base.description(),
        base.universe(),
        start,
        base.endDate(),
        base.currency(),
        base.market(),
        base.benchmark(),
        base.costs(),
        base.execution(),
        base.schedule(),
        base.recipients(),
        strategy);
  }

  /// Why a variant is not a legal document, if it is not.
  Optional<String> illegal(List<Object> values, PortfolioDefinition variant) {
    for (int a = 0; a < values.size(); a++) {
      Optional<String> reason = illegal(axes.get(a), values.get(a));
      if (reason.isPresent()) {
        return reason;
      }
    }
    List<String> symbols = variant.universe().stream().map(Instrument::symbol).toList();
    boolean atClose = variant.execution().fill() == Execution.Fill.CLOSE;
    return StrategyCheck.check(variant.strategy(), new StrategyCheck.Around("", symbols, atClose))
        .stream()
        .filter(Finding::refuses)
        .map(Finding::message)
        .findFirst();
  }

  private static Optional<String> illegal(Axis axis, Object value) {
    ParamSpec spec = axis.spec();
    String name = axis.name();
    if (value instanceof Double number) {
      if (spec.type() == ParamSpec.Type.INTEGER && number != Math.rint(number)) {
        return Optional.of(name + " must be a whole number, not " + Axis.label(value));
      }
      return spec.admits(number)
          ? Optional.empty()
          : Optional.of(name + " must be " + spec.range() + ", not " + Axis.label(value));
    }
    boolean free = spec.allowed().isEmpty() || spec.allowed().contains(String.valueOf(value));
    return free
        ? Optional.empty()
        : Optional.of(
            name + " must be one of " + String.join(", ", spec.allowed()) + ", not " + value);
  }
}
