package openbell.model.strategy;

import org.jspecify.annotations.Nullable;

/// Where a node takes a series from.
public sealed interface NodeInput {

  /// A column of the own symbol: `Open High Low Close Volume HL2 HLC3 OHLC4`.
  record OwnColumn(String column) implements NodeInput {}

  /// Another node; `band` picks one output of a node that has several, null means its first.
  record Ref(String id, @Nullable String band) implements NodeInput {}

  /// A transformed market series.
  record MarketSeries(String market, String transformer) implements NodeInput {}

  /// A column of another symbol of the same portfolio.
  record SymbolColumn(String symbol, String column) implements NodeInput {}

  /// A node written where it is used; it has no id.
  record Inline(Node node) implements NodeInput {}
}
