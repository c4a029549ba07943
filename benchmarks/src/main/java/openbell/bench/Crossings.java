package openbell.bench;

import java.util.List;
import java.util.stream.Collectors;

/// Documents to submit, as many as are wanted.
public final class Crossings {
  private Crossings() {}

  /// A crossing of two averages on the S&P 500 since 2000, about 5,000 bars; no two are the same.
  public static String document(int n) {
    return document(n, List.of("SPX"));
  }

  /// The same on other symbols.
  public static String document(int n, List<String> symbols) {
    String listed =
        symbols.stream().map("{\"symbol\": \"%s\"}"::formatted).collect(Collectors.joining(", "));
    int fast = 5 + n % 50;
    int slow = 60 + (n / 50) % 190;
    return """
    {"name": "Cross %d", "symbols": [%s], "start_date": "2000-01-03",
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
        .formatted(n, listed, n, fast, slow);
  }
}
