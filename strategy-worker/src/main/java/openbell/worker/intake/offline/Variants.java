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
import org.jspecify.annotations.Nullable;

/// A document with other parameters, and what speaks against it.
final class Variants {
  /// What the capital strategy is called on the command line, unless a node has this id.
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
    boolean node = isNode(strategy, CAPITAL);
    CapitalStrategy capital = strategy.capital();
    StrategyDefinition changed =
        new StrategyDefinition(
            strategy.marketTransformers(),
            nodes(strategy.indicators(), changes),
            nodes(strategy.signals(), changes),
            strategy.outputs(),
            node
                ? capital
                : new CapitalStrategy(
                    capital.name(), params(capital.params(), changes.get(CAPITAL))));
    return copy(base, base.startDate(), changed);
  }

  private static boolean isNode(StrategyDefinition strategy, String id) {
    return strategy.indicators().stream().anyMatch(node -> id.equals(node.id()))
        || strategy.signals().stream().anyMatch(node -> id.equals(node.id()));
  }

  private static List<Node> nodes(List<Node> nodes, Map<String, Map<String, Object>> changes) {
    List<Node> changed = new ArrayList<>();
    for (Node node : nodes) {
      String id = node.id();
      Map<String, Object> own = id == null ? null : changes.get(id);
      changed.add(
          own == null
              ? node
              : new Node(id, node.type(), params(node.params(), own), node.inputs()));
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
