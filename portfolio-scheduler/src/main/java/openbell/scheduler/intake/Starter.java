package openbell.scheduler.intake;

import java.util.List;
import java.util.SortedSet;

/// What a new portfolio begins with: a document that can be submitted as it is.
final class Starter {
  /// Most symbols that a page offers to choose from; others can be typed.
  private static final int OFFERED = 2_000;

  /// What a symbol is called where none is known.
  private static final String NOBODY = "AAPL";

  private static final String DOCUMENT =
      """
      {
        "name": "Golden cross on SYMBOL",
        "description": "Buys when the 50-day average crosses above the 200-day average, and sells when it crosses back below.",
        "symbols": [{"symbol": "SYMBOL"}],
        "start_date": "2014-01-02",
        "strategy_definition": {
          "trade_strategy": {
            "indicators": [
              {"id": "fast", "type": "SMA", "params": {"period": 50}},
              {"id": "slow", "type": "SMA", "params": {"period": 200}}
            ],
            "signals": [
              {"id": "golden_cross", "type": "Crossover", "inputs": [{"ref": "fast"}, {"ref": "slow"}]},
              {"id": "death_cross", "type": "Crossunder", "inputs": [{"ref": "fast"}, {"ref": "slow"}]}
            ],
            "outputs": {"buy_signal": "golden_cross", "sell_signal": "death_cross"}
          },
          "capital_strategy": {
            "name": "PercentCapitalStrategy",
            "params": {"initial_capital": 100000, "percents": 95}
          }
        }
      }
      """;

  private Starter() {}

  static String document(SortedSet<String> symbols) {
    return DOCUMENT.replace("SYMBOL", symbols.isEmpty() ? NOBODY : symbols.first());
  }

  static List<String> offered(SortedSet<String> symbols) {
    return symbols.stream().limit(OFFERED).toList();
  }
}
