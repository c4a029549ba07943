package openbell.worker.engine.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;

/// Makes up a portfolio document around simple rules: what is random is how money follows them.
///
/// The rules compare prices with earlier prices, so that both evaluators decide alike without any
/// rounding. Money is an odd amount, so that no quantity is whole by accident.
final class RandomCapital {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final SplittableRandom random;
  private final Market market;
  private final ObjectNode root = JSON.objectNode();

  private RandomCapital(SplittableRandom random, Market market) {
    this.random = random;
    this.market = market;
  }

  static ObjectNode of(SplittableRandom random, Market market, String strategy) {
    RandomCapital made = new RandomCapital(random, market);
    made.terms();
    ObjectNode definition = made.root.putObject("strategy_definition");
    ObjectNode outputs = made.rules(definition.putObject("trade_strategy"));
    ObjectNode capital = definition.putObject("capital_strategy").put("name", strategy);
    made.money(capital.putObject("params"), strategy, outputs);
    return made.root;
  }

  private void terms() {
    root.put("name", "Made up");
    root.put("start_date", market.first().plusDays(random.nextInt(90)).toString());
    ArrayNode symbols = root.putArray("symbols");
    market.symbols().forEach(symbol -> symbols.addObject().put("symbol", symbol));
    root.putObject("commission")
        .put("rate", some(0.0013))
        .put("per_share", some(0.007))
        .put("min", some(3.1))
        .put("sell_tax", some(0.0017));
    root.put("slippage_bps", some(7));
    root.put("lot_size", 1 + random.nextInt(3));
    root.put("fractional", random.nextInt(4) == 0);
    root.putObject("execution")
        .put("fill", random.nextInt(3) == 0 ? "close" : "next_open")
        .put("size_at", random.nextBoolean() ? "signal_close" : "fill_price")
        .put("calendar", random.nextInt(4) == 0 ? "intersection" : "union")
        .put("warmup_bars", random.nextInt(60))
        .put("min_hold_bars", random.nextInt(4))
        .put("cooldown_bars", random.nextInt(4));
  }

  /// Nothing, or the given amount.
  private double some(double amount) {
    return random.nextBoolean() ? 0 : amount;
  }

  private ObjectNode rules(ObjectNode trade) {
    ArrayNode indicators = trade.putArray("indicators");
    for (String id : List.of("month", "week")) {
      ObjectNode highest = indicators.addObject().put("id", id).put("type", "HighestValue");
      highest
          .putObject("params")
          .put("column", "Close")
          .put("period", 1 + random.nextInt(2))
          .put("lag", 1 + random.nextInt(id.equals("week") ? 5 : 20));
    }
    ArrayNode signals = trade.putArray("signals");
    signals.add(rule("buy", random.nextBoolean() ? "GreaterThan" : "Crossover", "month"));
    signals.add(rule("sell", random.nextBoolean() ? "LessThan" : "Crossunder", "week"));
    return trade.putObject("outputs").put("buy_signal", "buy");
  }

  private static ObjectNode rule(String id, String type, String than) {
    ObjectNode rule = JSON.objectNode().put("id", id).put("type", type);
    ArrayNode inputs = rule.putArray("inputs");
    inputs.addObject().put("column", "Close");
    inputs.addObject().put("ref", than);
    return rule;
  }

  private void money(ObjectNode params, String strategy, ObjectNode outputs) {
    params.put("initial_capital", 100_003.17);
    if (random.nextBoolean()) {
      params.put("max_positions", 1 + random.nextInt(2));
    }
    // With fractions, all the cash could be spent, and what rounding leaves of it buys again.
    double most = root.path("fractional").asBoolean() ? 0.3 : 1;
    params.put("cash_buffer_percent", most < 1 ? 3.3 : some(3.3));
    switch (strategy) {
      case "PercentCapitalStrategy", "SimplePercentCapitalStrategy" ->
          params.put("percents", 10 + 88.7 * most * random.nextDouble());
      case "FixedAmountStrategy" ->
          params.put("amount", 5_000 + 60_000 * most * random.nextDouble());
      case "TargetWeightStrategy" -> weights(params.putObject("weights"), outputs);
      default -> {}
    }
    if (strategy.endsWith("WeightStrategy")) {
      params.remove("max_positions");
      rebalance(params.putObject("rebalance"));
    } else if (random.nextBoolean()) {
      params.put("rank_by", "week");
    }
    if (!strategy.endsWith("WeightStrategy") || random.nextBoolean()) {
      outputs.put("sell_signal", "sell");
    }
  }

  private void weights(ObjectNode weights, ObjectNode outputs) {
    outputs.removeAll();
    double left = 0.9;
    for (String symbol : market.symbols()) {
      double weight = Math.rint(1_000 * left * random.nextDouble()) / 1_000;
      weights.put(symbol, weight);
      left -= weight;
    }
  }

  private void rebalance(ObjectNode rebalance) {
    List<String> all = List.of("none", "daily", "weekly", "monthly", "quarterly", "yearly");
    rebalance.put("frequency", all.get(random.nextInt(all.size())));
    rebalance.put("on_first_bar", random.nextBoolean());
    if (random.nextBoolean()) {
      rebalance.put("drift_threshold", 0.0173);
    }
  }
}
