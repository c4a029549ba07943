package openbell.scheduler.ownbars;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.OwnBars;
import openbell.model.strategy.Node;
import openbell.model.strategy.NodeInput;
import openbell.model.strategy.StrategyDefinition;

/// The symbols that a portfolio names, wherever it does.
public final class SymbolsRead {
  private final Set<String> found = new HashSet<>();

  private SymbolsRead() {}

  /// The owner's own bars that a run of the portfolio reads.
  public static List<OwnBars> own(
      UploadLedger ledger, Owner owner, PortfolioDefinition definition) {
    List<UploadedBars> all = ledger.list(owner);
    if (all.isEmpty()) {
      return List.of();
    }
    Set<String> read = of(definition);
    return all.stream()
        .filter(bars -> read.contains(bars.symbol()))
        .map(UploadedBars::bars)
        .toList();
  }

  static Set<String> of(PortfolioDefinition definition) {
    SymbolsRead read = new SymbolsRead();
    definition.universe().forEach(instrument -> read.found.add(instrument.symbol()));
    if (definition.benchmark() != null) {
      read.found.add(definition.benchmark());
    }
    StrategyDefinition strategy = definition.strategy();
    strategy
        .marketTransformers()
        .forEach(transformer -> read.found.add(transformer.params().text("indicator", "")));
    read.nodes(strategy.indicators());
    read.nodes(strategy.signals());
    strategy.outputs().columns().forEach(column -> read.input(column.source()));
    return read.found;
  }

  private void nodes(Collection<Node> nodes) {
    nodes.forEach(node -> node.inputs().forEach(this::input));
  }

  private void input(NodeInput input) {
    switch (input) {
      case NodeInput.SymbolColumn other -> found.add(other.symbol());
      case NodeInput.MarketSeries market -> found.add(market.market());
      case NodeInput.Inline inline -> nodes(List.of(inline.node()));
      case NodeInput.OwnColumn _, NodeInput.Ref _ -> {}
    }
  }
}
