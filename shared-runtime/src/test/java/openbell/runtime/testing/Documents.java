package openbell.runtime.testing;

/// Portfolio documents for tests; no two are the same.
public final class Documents {
  private Documents() {}

  /// A crossing of two averages on Apple.
  public static String cross(int n) {
    return """
    {"name": "Cross %d", "symbols": [{"symbol": "AAPL"}], "start_date": "2014-01-02",
     "recipients": [{"email": "reader%d@example.com", "when": "every_session"}],
     "strategy_definition": {
       "trade_strategy": {
         "indicators": [
           {"id": "fast", "type": "SMA", "params": {"period": %d}},
           {"id": "slow", "type": "SMA", "params": {"period": %d}}],
         "signals": [
           {"id": "buy", "type": "Crossover", "inputs": [{"ref": "fast"}, {"ref": "slow"}]},
           {"id": "sell", "type": "Crossunder", "inputs": [{"ref": "fast"}, {"ref": "slow"}]}],
         "outputs": {"buy_signal": "buy", "sell_signal": "sell"}},
       "capital_strategy": {"name": "PercentCapitalStrategy",
                            "params": {"initial_capital": 100000, "percents": 95}}}}
    """
        .formatted(n, n, 5 + n % 20, 40 + n / 20);
  }
}
