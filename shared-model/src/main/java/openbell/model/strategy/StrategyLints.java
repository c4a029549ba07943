package openbell.model.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import openbell.model.strategy.Finding.Severity;
import openbell.model.strategy.StrategyDefinition.Column;
import openbell.model.strategy.StrategyGraph.Placed;

/// Warnings about strategies that are legal and probably not meant.
final class StrategyLints {
  private final StrategyDefinition strategy;
  private final StrategyCheck.Around around;
  private final StrategyGraph graph;
  private final List<Finding> findings = new ArrayList<>();

  private StrategyLints(
      StrategyDefinition strategy, StrategyCheck.Around around, StrategyGraph graph) {
    this.strategy = strategy;
    this.around = around;
    this.graph = graph;
  }

  static List<Finding> of(
      StrategyDefinition strategy, StrategyCheck.Around around, StrategyGraph graph) {
    StrategyLints lints = new StrategyLints(strategy, around, graph);
    lints.unused();
    graph.all().forEach(lints::constantLeft);
    lints.noSellRule();
    lints.moreThanEverything();
    lints.fillAtClose();
    return lints.findings;
  }

  private void unused() {
    Stream<String> columns =
        strategy.outputs().columns().stream()
            .map(Column::source)
            .filter(NodeInput.Ref.class::isInstance)
            .map(source -> ((NodeInput.Ref) source).id());
    Stream<String> decisions =
        Stream.of(
                strategy.outputs().buy(),
                strategy.outputs().sell(),
                strategy.outputs().targetWeight(),
                strategy.capital().params().text("rank_by", ""))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull);
    Set<String> used = graph.reachable(Stream.concat(columns, decisions));
    for (Placed placed : graph.named()) {
      String id = placed.node().id();
      if (id != null && !used.contains(id)) {
        warning("W202", placed.pointer(), "no output uses the node " + id, "remove it or use it");
      }
    }
  }

  /// `LessThan(70, rsi)` reads like "less than 70" and means "rsi is above 70".
  private void constantLeft(Placed placed) {
    Node node = placed.node();
    boolean ordered = node.type().equals("LessThan") || node.type().equals("GreaterThan");
    if (!ordered || node.inputs().size() != 2) {
      return;
    }
    if (isConstant(node.inputs().getFirst()) && !isConstant(node.inputs().getLast())) {
      String other = node.type().equals("LessThan") ? "GreaterThan" : "LessThan";
      warning(
          "W205",
          placed.pointer() + "/inputs",
          node.type() + " compares its first input with its second, and the first is a constant",
          "if that is meant, write it as " + other + " with the inputs exchanged");
    }
  }

  private boolean isConstant(NodeInput input) {
    Optional<Node> node = graph.node(input);
    return node.isPresent() && node.get().type().equals("Constant");
  }

  private void noSellRule() {
    boolean invests = strategy.capital().name().equals("FixedInvestmentStrategy");
    if (strategy.outputs().sell() == null && !invests && committed() >= 100) {
      warning(
          "W207",
          around.prefix() + "/trade_strategy/outputs",
          "all money is invested and there is no sell_signal, so positions are never closed",
          "name a sell_signal, or lower percents");
    }
  }

  private void moreThanEverything() {
    boolean ofEquity = strategy.capital().name().equals("PercentCapitalStrategy");
    boolean bounded = strategy.capital().params().value("max_positions") != null;
    if (ofEquity && !bounded && around.symbols().size() > 1 && committed() > 100) {
      warning(
          "W212",
          around.prefix() + "/capital_strategy/params",
          "percents times the number of symbols is more than 100: later buys may find no cash",
          "lower percents or set max_positions");
    }
  }

  private double committed() {
    return strategy.capital().params().number("percents", 0) * Math.max(1, around.symbols().size());
  }

  private void fillAtClose() {
    if (around.fillsAtClose()) {
      warning(
          "W208",
          "/execution/fill",
          "orders fill at the close that made the signal, which nobody can trade at",
          "use \"next_open\"");
    }
  }

  private void warning(String code, String pointer, String message, String hint) {
    findings.add(new Finding(code, Severity.WARNING, pointer, message, hint));
  }
}
