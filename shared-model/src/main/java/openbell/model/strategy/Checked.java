package openbell.model.strategy;

import java.util.List;

/// A strategy under check, with everything that its checks share.
record Checked(
    StrategyDefinition strategy,
    StrategyCheck.Around around,
    StrategyGraph graph,
    Remarks remarks) {

  /// The pointer of a place inside the strategy.
  String at(String place) {
    return around.prefix() + place;
  }

  String outputs() {
    return at("/trade_strategy/outputs");
  }

  String capitalParams() {
    return at("/capital_strategy/params");
  }

  /// Symbols of the universe; empty when they are not known.
  List<String> symbols() {
    return around.symbols();
  }

  Params capital() {
    return strategy.capital().params();
  }
}
