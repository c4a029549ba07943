package openbell.model.strategy;

import static openbell.model.strategy.ParamSpec.choice;
import static openbell.model.strategy.ParamSpec.flag;
import static openbell.model.strategy.ParamSpec.integer;
import static openbell.model.strategy.ParamSpec.number;
import static openbell.model.strategy.Specs.LARGEST_MONEY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import openbell.model.strategy.Primitive.Gives;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitive.Series;

/// How signals and weights become orders.
final class CapitalSignatures {
  private static final ParamSpec REBALANCE =
      ParamSpec.object(
              "rebalance",
              Map.of("frequency", "monthly", "on_first_bar", true),
              List.of(
                  choice(
                          "frequency",
                          "monthly",
                          List.of("none", "daily", "weekly", "monthly", "quarterly", "yearly"))
                      .says("On the first bar of each; none leaves it to drift_threshold."),
                  number("drift_threshold", 0, 1)
                      .aboveZero()
                      .says("Also whenever a weight is off its target by more than this fraction."),
                  flag("on_first_bar", true).says("Also on the first bar of all.")))
          .says("When holdings are brought back to their weights.");

  private static final ParamSpec WEIGHTS =
      ParamSpec.weights("weights")
          .says("Fraction of equity by symbol, together at most 1; the rest stays cash.");

  private static final ParamSpec LOOKBACK =
      Specs.bars("lookback", 60, 2).says("Simple returns from which the deviation is taken.");

  private CapitalSignatures() {}

  static List<Primitive> all() {
    List<Primitive> all = new ArrayList<>(amounts());
    all.addAll(weights());
    return all;
  }

  private static List<Primitive> amounts() {
    return List.of(
        capital(
            "PercentCapitalStrategy", "A buy is worth percents of equity.", percents().demanded()),
        capital(
            "SimplePercentCapitalStrategy",
            "A buy is worth percents of the cash.",
            percents().demanded()),
        capital(
            "FixedInvestmentStrategy",
            "New money arrives every month or year and is invested while buy is true.",
            money("investment_amount").demanded().says("Money that arrives each time."),
            choice("investment_frequency", List.of("m", "y"))
                .demanded()
                .says("m: every month, y: every year."),
            percents(),
            money("fund_val_start").or(100).says("Value of one fund unit before the first bar."),
            integer("settlement_bars", 0, 30).or(1).says("Bars until new money can be used.")),
        capital(
            "FixedAmountStrategy",
            "A buy is worth a fixed amount.",
            money("amount").demanded().says("Money of one buy.")));
  }

  private static List<Primitive> weights() {
    return List.of(
        capital(
            "EqualWeightStrategy",
            "Equal weights over the symbols whose buy_signal holds.",
            REBALANCE),
        capital(
            "TargetWeightStrategy",
            "Fixed weights, or those of the output target_weight.",
            WEIGHTS,
            REBALANCE),
        capital(
            "InverseVolatilityStrategy",
            "Weights that shrink with the deviation of each symbol's returns.",
            LOOKBACK,
            REBALANCE),
        capital(
            "TargetVolatilityStrategy",
            "Weights scaled so that the portfolio's deviation meets a target; equal ones if none"
                + " are given.",
            number("target", 0, 10)
                .or(0.10)
                .aboveZero()
                .says("Wanted deviation of a year's returns, as a fraction."),
            LOOKBACK,
            number("max_leverage", 0, 1)
                .or(1)
                .aboveZero()
                .says("Most of equity that is invested; nothing is borrowed, so at most 1."),
            WEIGHTS,
            REBALANCE));
  }

  private static ParamSpec percents() {
    return number("percents", 0, 100).or(95).aboveZero().says("Percent of equity or cash per buy.");
  }

  private static ParamSpec money(String name) {
    return number(name, 0, LARGEST_MONEY).aboveZero();
  }

  private static Primitive capital(String name, String summary, ParamSpec... own) {
    List<ParamSpec> params = new ArrayList<>();
    params.add(money("initial_capital").demanded().says("Money before the first bar."));
    params.addAll(List.of(own));
    params.add(
        integer("max_positions", 1, EngineLimits.SYMBOLS).says("Most symbols held at once."));
    params.add(
        number("cash_buffer_percent", 0, 99)
            .or(0)
            .says("Percent of equity that buys leave alone."));
    params.add(ParamSpec.node("rank_by").says("Buys are taken in descending order of this node."));
    return new Primitive(
        name, Kind.CAPITAL, summary, params, 0, 0, Series.NUMBER, List.of(), Gives.NUMBER);
  }
}
