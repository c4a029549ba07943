package openbell.worker.engine.portfolio;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.inline;
import static openbell.worker.testing.Documents.node;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.ref;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.StrategyDefinition.CapitalStrategy;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Bars;
import openbell.worker.testing.Documents;

/// Seeded portfolios of every capital strategy, execution and cost.
final class RandomCases {
  static final double CAPITAL = 10_000;
  static final String[] STRATEGIES = {
    "PercentCapitalStrategy",
    "SimplePercentCapitalStrategy",
    "FixedInvestmentStrategy",
    "FixedAmountStrategy",
    "EqualWeightStrategy",
    "TargetWeightStrategy",
    "InverseVolatilityStrategy",
    "TargetVolatilityStrategy"
  };
  private static final String[] SYMBOLS = {"AAA", "BBB", "CCC", "DDD"};
  private static final String[] FREQUENCIES = {
    "none", "daily", "weekly", "monthly", "quarterly", "yearly"
  };

  private final SplittableRandom random;

  RandomCases(long seed) {
    this.random = new SplittableRandom(seed);
  }

  SplittableRandom random() {
    return random;
  }

  /// @param bars of each symbol at most
  List<BarSeries> bars(int bars) {
    List<BarSeries> all = new ArrayList<>();
    boolean same = random.nextInt(3) == 0;
    long seed = random.nextLong();
    int symbols = 1 + random.nextInt(SYMBOLS.length);
    for (int s = 0; s < symbols; s++) {
      BarSeries walk =
          same
              ? Bars.walk(SYMBOLS[s], bars, 9_999_999, new SplittableRandom(seed))
              : Bars.walk(SYMBOLS[s], bars - random.nextInt(60), 5 + random.nextInt(50), random);
      // Some are listed later, some not any more.
      int from = random.nextInt(4) == 0 ? random.nextInt(100) : 0;
      int to = walk.size() - (random.nextInt(6) == 0 ? random.nextInt(40) : 0);
      all.add(walk.slice(from, to));
    }
    return all;
  }

  PortfolioDefinition definition(List<BarSeries> bars, String strategy) {
    Documents document =
        Documents.portfolio(bars.stream().map(BarSeries::symbol).toArray(String[]::new))
            .from(Bars.FIRST.plusDays(random.nextInt(120)))
            .costs(costs())
            .execution(execution())
            .indicator(node("fast", "EMA", Map.of("period", 2 + random.nextInt(8))))
            .indicator(node("slow", "SMA", Map.of("period", 12 + random.nextInt(20))))
            .indicator(node("rsi", "RSI", Map.of("period", 2 + random.nextInt(10))))
            .capital(capital(strategy, bars));
    switch (random.nextInt(4)) {
      case 0 -> document.buy("Always");
      case 1 -> document.buy("GreaterThan", own("Close"), ref("slow"));
      case 2 -> document.buy("LessThan", ref("rsi"), constant(50));
      default -> document.buy("Crossover", ref("fast"), ref("slow"));
    }
    if (random.nextBoolean()) {
      document.neverSells();
    } else {
      document.sell(
          "Or",
          inline("Crossunder", Map.of(), ref("fast"), ref("slow")),
          inline("GreaterThan", Map.of(), ref("rsi"), constant(80)));
    }
    return document.build();
  }

  private Costs costs() {
    boolean free = random.nextInt(4) == 0;
    return free
        ? Costs.NONE
        : new Costs(
            0.001 * random.nextInt(3),
            0.01 * random.nextInt(2),
            random.nextInt(3),
            0.001 * random.nextInt(2),
            5 * random.nextInt(3));
  }

  private Execution execution() {
    return new Execution(
        random.nextBoolean() ? Execution.Fill.CLOSE : Execution.Fill.NEXT_OPEN,
        random.nextBoolean() ? Execution.SizeAt.FILL_PRICE : Execution.SizeAt.SIGNAL_CLOSE,
        random.nextInt(4) == 0 ? Execution.OnCashShortage.REJECT : Execution.OnCashShortage.RESIZE,
        Execution.Alignment.UNION,
        null,
        random.nextInt(3),
        random.nextInt(3),
        1 + random.nextInt(3),
        random.nextInt(3) == 0);
  }

  private CapitalStrategy capital(String strategy, List<BarSeries> bars) {
    Map<String, Object> params = new TreeMap<>();
    params.put("initial_capital", CAPITAL);
    params.put("percents", 10 + random.nextInt(91));
    params.put("investment_amount", 500);
    // Of 45 bars, so that several months are on their way at once.
    params.put("settlement_bars", random.nextInt(3) == 0 ? 45 : random.nextInt(4));
    params.put("amount", 500 + random.nextInt(5_000));
    params.put("lookback", 5 + random.nextInt(40));
    params.put("target", 0.02 + 0.3 * random.nextDouble());
    if (random.nextBoolean()) {
      params.put("max_positions", 1 + random.nextInt(3));
      params.put("rank_by", "rsi");
    }
    if (random.nextInt(3) == 0) {
      params.put("cash_buffer_percent", random.nextInt(30));
    }
    Map<String, Object> rebalance = new TreeMap<>();
    rebalance.put("frequency", FREQUENCIES[random.nextInt(FREQUENCIES.length)]);
    rebalance.put("on_first_bar", random.nextBoolean());
    if (random.nextBoolean()) {
      rebalance.put("drift_threshold", 0.02 + 0.2 * random.nextDouble());
    }
    params.put("rebalance", rebalance);
    if (strategy.equals("TargetWeightStrategy") || random.nextBoolean()) {
      Map<String, Object> weights = new TreeMap<>();
      bars.forEach(one -> weights.put(one.symbol(), 1.2 * random.nextDouble() / bars.size()));
      params.put("weights", weights);
    }
    return Documents.capital(strategy, params);
  }
}
