package openbell.bench.engine;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;

/// Portfolio documents as people write them: six kinds of rules with the usual numbers.
///
/// Since people choose the usual numbers, many portfolios share indicators. Each holds one to six
/// of twelve symbols, three and a half on average, and trades from the first bar to the last.
final class Documents {
  private static final long SEED = 4_000;
  private static final int MOST_SYMBOLS = 6;
  private static final String MARKET_UP =
      """
      {"id": "market_up", "type": "GreaterThan", "inputs": [
        {"market": "S00", "transformer": "level"}, {"market": "S00", "transformer": "trend"}]}
      """;

  private final SplittableRandom random = new SplittableRandom(SEED);

  private Documents() {}

  static List<PortfolioDefinition> mixed(int count) {
    Documents documents = new Documents();
    List<PortfolioDefinition> all = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      all.add(parse(documents.next(n)));
    }
    return all;
  }

  /// The crossing of two averages, all money in, no costs: what a rival can do as well.
  ///
  /// Fractions of shares and sizes at the price of the fill, so that the money grows exactly by the
  /// product of the trades.
  static PortfolioDefinition crossing(LocalDate first) {
    return parse(
        """
        {"name": "Crossing", "symbols": [{"symbol": "S00"}], "start_date": "%s",
         "fractional": true, "execution": {"size_at": "fill_price", "warmup_bars": 0},
         "strategy_definition": {%s,
           "capital_strategy": {"name": "PercentCapitalStrategy",
                                "params": {"initial_capital": 100000, "percents": 100}}}}
        """
            .formatted(first, crossing("SMA", 50, 200)));
  }

  private static PortfolioDefinition parse(String json) {
    return switch (new PortfolioCodec().parse(json.getBytes(StandardCharsets.UTF_8))) {
      case Parsed.Ok ok -> ok.definition();
      case Parsed.Refused refused ->
          throw new IllegalStateException(refused.findings() + " in " + json);
    };
  }

  private String next(int n) {
    TreeSet<Integer> symbols = new TreeSet<>();
    int wanted = 1 + random.nextInt(MOST_SYMBOLS);
    while (symbols.size() < wanted) {
      symbols.add(random.nextInt(Market.SYMBOLS));
    }
    List<String> universe =
        symbols.stream().map(s -> "{\"symbol\": \"" + Market.symbol(s) + "\"}").toList();
    return """
    {"name": "Portfolio %d", "symbols": %s, "start_date": "2006-01-02", "benchmark": "%s",
     "commission": {"rate": 0.0005, "min": 1}, "slippage_bps": 2,
     "strategy_definition": {%s,
       "capital_strategy": {"name": "%s",
                            "params": {"initial_capital": 100000, "percents": %d}}}}
    """
        .formatted(
            n,
            universe,
            Market.symbol(0),
            strategy(),
            one("PercentCapitalStrategy", "SimplePercentCapitalStrategy"),
            Math.min(95, 100 / wanted));
  }

  private String strategy() {
    return switch (random.nextInt(6)) {
      case 0 -> crossing(one("SMA", "EMA"), one(10, 20, 50), one(100, 150, 200));
      case 1 -> relativeStrength(one(7, 14, 21), one(25, 30, 35), one(55, 60, 70));
      case 2 -> macd(one(8, 12), one(21, 26), one(5, 9));
      case 3 -> bands(one(20, 50), one(20, 25));
      case 4 -> breakout(one(20, 55, 100), one(10, 20), one(100, 200));
      default -> momentum(one(63, 126, 252), one(100, 200));
    };
  }

  private static String crossing(String type, int fast, int slow) {
    return """
    "trade_strategy": {
      "indicators": [{"id": "fast", "type": "%1$s", "params": {"period": %2$d}},
                     {"id": "slow", "type": "%1$s", "params": {"period": %3$d}}],
      "signals": [
        {"id": "buy", "type": "Crossover", "inputs": [{"ref": "fast"}, {"ref": "slow"}]},
        {"id": "sell", "type": "Crossunder", "inputs": [{"ref": "fast"}, {"ref": "slow"}]}],
      "outputs": {"buy_signal": "buy", "sell_signal": "sell",
                  "indicators": [{"id": "fast", "output_name": "fast"},
                                 {"id": "slow", "output_name": "slow"}]}}
    """
        .formatted(type, fast, slow);
  }

  private static String relativeStrength(int period, int low, int high) {
    return """
    "trade_strategy": {
      "indicators": [{"id": "rsi", "type": "RSI", "params": {"period": %d}}],
      "signals": [
        {"id": "buy", "type": "LessThan",
         "inputs": [{"ref": "rsi"}, {"type": "Constant", "params": {"value": %d}}]},
        {"id": "sell", "type": "GreaterThan",
         "inputs": [{"ref": "rsi"}, {"type": "Constant", "params": {"value": %d}}]}],
      "outputs": {"buy_signal": "buy", "sell_signal": "sell",
                  "indicators": [{"id": "rsi", "output_name": "rsi"}]}}
    """
        .formatted(period, low, high);
  }

  private static String macd(int fast, int slow, int signal) {
    return """
    "trade_strategy": {
      "indicators": [{"id": "macd", "type": "MACD", "params":
                      {"fast_period": %d, "slow_period": %d, "signal_period": %d}}],
      "signals": [
        {"id": "buy", "type": "Crossover",
         "inputs": [{"ref": "macd"}, {"ref": "macd", "band": "signal"}]},
        {"id": "sell", "type": "Crossunder",
         "inputs": [{"ref": "macd"}, {"ref": "macd", "band": "signal"}]}],
      "outputs": {"buy_signal": "buy", "sell_signal": "sell",
                  "indicators": [{"id": "macd", "band": "hist", "output_name": "hist"}]}}
    """
        .formatted(fast, slow, signal);
  }

  private static String bands(int period, int tenthsOfDeviations) {
    return """
    "trade_strategy": {
      "indicators": [{"id": "bands", "type": "BollingerBands", "params":
                      {"period": %d, "stddev": %.1f}}],
      "signals": [
        {"id": "buy", "type": "LessThan",
         "inputs": [{"column": "Close"}, {"ref": "bands", "band": "lower"}]},
        {"id": "sell", "type": "GreaterThan",
         "inputs": [{"column": "Close"}, {"ref": "bands", "band": "middle"}]}],
      "outputs": {"buy_signal": "buy", "sell_signal": "sell",
                  "indicators": [{"id": "bands", "band": "lower", "output_name": "lower"}]}}
    """
        .formatted(period, tenthsOfDeviations / 10.0);
  }

  private static String breakout(int up, int down, int window) {
    return """
    %s,
    "trade_strategy": {
      "indicators": [
        {"id": "ceiling", "type": "HighestValue", "params": {"period": %d, "lag": 1}},
        {"id": "floor", "type": "LowestValue", "params": {"period": %d, "lag": 1}}],
      "signals": [
        {"id": "out", "type": "GreaterThan", "inputs": [{"column": "Close"}, {"ref": "ceiling"}]},
        %s,
        {"id": "buy", "type": "And", "inputs": [{"ref": "out"}, {"ref": "market_up"}]},
        {"id": "sell", "type": "LessThan", "inputs": [{"column": "Close"}, {"ref": "floor"}]}],
      "outputs": {"buy_signal": "buy", "sell_signal": "sell",
                  "indicators": [{"id": "ceiling", "output_name": "ceiling"}]}}
    """
        .formatted(market(window), up, down, MARKET_UP);
  }

  private static String momentum(int period, int window) {
    return """
    %s,
    "trade_strategy": {
      "indicators": [{"id": "roc", "type": "ROC", "params": {"period": %d}}],
      "signals": [
        {"id": "rising", "type": "GreaterThan",
         "inputs": [{"ref": "roc"}, {"type": "Constant", "params": {"value": 0}}]},
        %s,
        {"id": "buy", "type": "And", "inputs": [{"ref": "rising"}, {"ref": "market_up"}]},
        {"id": "sell", "type": "Or", "inputs": [
          {"type": "Not", "inputs": [{"ref": "rising"}]},
          {"type": "Not", "inputs": [{"ref": "market_up"}]}]}],
      "outputs": {"buy_signal": "buy", "sell_signal": "sell",
                  "indicators": [{"id": "roc", "output_name": "roc"}]}}
    """
        .formatted(market(window), period, MARKET_UP);
  }

  private static String market(int window) {
    return """
    "market_indicators": {"indicators": [{"code": "S00"}], "transformers": [
      {"name": "level", "type": "IdentityTransformer", "params": {"indicator": "S00"}},
      {"name": "trend", "type": "MovingAverageTransformer",
       "params": {"indicator": "S00", "window": %d}}]}
    """
        .formatted(window);
  }

  private int one(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
