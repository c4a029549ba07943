package openbell.worker.engine.portfolio;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.Params;
import openbell.worker.engine.portfolio.CapitalPlan.Contributions;
import openbell.worker.engine.portfolio.CapitalPlan.Equal;
import openbell.worker.engine.portfolio.CapitalPlan.Given;
import openbell.worker.engine.portfolio.CapitalPlan.InverseVolatility;
import openbell.worker.engine.portfolio.CapitalPlan.OfCash;
import openbell.worker.engine.portfolio.CapitalPlan.OfEquity;
import openbell.worker.engine.portfolio.CapitalPlan.OfMoney;
import openbell.worker.engine.portfolio.CapitalPlan.Rebalance;
import openbell.worker.engine.portfolio.CapitalPlan.Scheme;
import openbell.worker.engine.portfolio.CapitalPlan.Sizing;
import openbell.worker.engine.portfolio.CapitalPlan.TargetVolatility;
import openbell.worker.engine.portfolio.CapitalPlan.Weights;

/// Reads the parameters of a capital strategy; every fault names the field and what it must be.
final class CapitalReader {
  private static final double LARGEST_MONEY = 1e15;

  private final Params params;

  CapitalReader(Params params) {
    this.params = params;
  }

  CapitalPlan read(String name) {
    double capital = params.number("initial_capital", 100_000);
    check(capital > 0 && capital < LARGEST_MONEY, "initial_capital must be above 0");
    double buffer = params.number("cash_buffer_percent", 0);
    check(buffer >= 0 && buffer <= 100, "cash_buffer_percent must be 0 to 100");
    int most = params.integer("max_positions", Integer.MAX_VALUE);
    check(most > 0, "max_positions must be above 0");
    String rankBy = params.value("rank_by") instanceof String id ? id : null;
    return new CapitalPlan(capital, most, buffer / 100, rankBy, sizing(name));
  }

  private Sizing sizing(String name) {
    return switch (name) {
      case "PercentCapitalStrategy" -> new OfEquity(fraction());
      case "SimplePercentCapitalStrategy" -> new OfCash(fraction());
      case "FixedInvestmentStrategy" -> contributions();
      case "FixedAmountStrategy" -> new OfMoney(amount());
      case "EqualWeightStrategy" -> weights(new Equal());
      case "TargetWeightStrategy" -> weights(given());
      case "InverseVolatilityStrategy" -> weights(new InverseVolatility(lookback()));
      case "TargetVolatilityStrategy" -> weights(targetVolatility());
      default -> throw invalid("this engine does not know the capital strategy " + name);
    };
  }

  private double fraction() {
    double percents = params.number("percents", 95);
    check(percents > 0 && percents <= 100, "percents must be above 0 and at most 100");
    return percents / 100;
  }

  private double amount() {
    double amount = params.number("amount", 0);
    check(amount > 0 && amount < LARGEST_MONEY, "amount must be above 0");
    return amount;
  }

  private Contributions contributions() {
    double amount = params.number("investment_amount", 0);
    check(amount >= 0 && amount < LARGEST_MONEY, "investment_amount must not be negative");
    String frequency = params.text("investment_frequency", "m");
    check(frequency.equals("m") || frequency.equals("y"), "investment_frequency must be m or y");
    int settlement = params.integer("settlement_bars", 1);
    check(settlement >= 0, "settlement_bars must not be negative");
    double unit = params.number("fund_val_start", 100);
    check(unit > 0, "fund_val_start must be above 0");
    Frequency often = frequency.equals("y") ? Frequency.YEARLY : Frequency.MONTHLY;
    return new Contributions(fraction(), amount, often, settlement, unit);
  }

  private Weights weights(Scheme scheme) {
    Params terms = inner("rebalance");
    String name = terms.text("frequency", "monthly");
    Frequency frequency =
        Frequency.named(name)
            .orElseThrow(
                () ->
                    invalid(
                        "rebalance.frequency must be none, daily, weekly, monthly, quarterly or"
                            + " yearly, not "
                            + name));
    double drift = terms.number("drift_threshold", Double.POSITIVE_INFINITY);
    check(drift > 0, "rebalance.drift_threshold must be above 0");
    return new Weights(scheme, new Rebalance(frequency, drift, terms.flag("on_first_bar", true)));
  }

  private Given given() {
    SortedMap<String, Double> weights = new TreeMap<>();
    inner("weights")
        .values()
        .forEach(
            (symbol, weight) -> {
              check(weight instanceof Double, "weights." + symbol + " must be a number");
              weights.put(symbol, (Double) weight);
            });
    return new Given(weights);
  }

  private TargetVolatility targetVolatility() {
    double target = params.number("target", 0.10);
    check(target > 0, "target must be above 0; 0.1 is 10 % a year");
    double most = params.number("max_leverage", 1);
    check(most > 0, "max_leverage must be above 0");
    return new TargetVolatility(target, lookback(), most, given());
  }

  private int lookback() {
    int lookback = params.integer("lookback", 60);
    check(
        lookback >= 2 && lookback <= EngineLimits.PERIOD,
        "lookback must be 2 to " + EngineLimits.PERIOD);
    return lookback;
  }

  private Params inner(String name) {
    Map<String, Object> values = new TreeMap<>();
    if (params.value(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> values.put(String.valueOf(key), value));
    }
    return new Params(values);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw invalid(otherwise);
    }
  }

  static FailureException invalid(String detail) {
    return FailureException.of(FailureReason.INVALID_STRATEGY, detail);
  }
}
