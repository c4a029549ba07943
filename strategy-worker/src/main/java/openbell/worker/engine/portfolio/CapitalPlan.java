package openbell.worker.engine.portfolio;

import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.strategy.Params;
import openbell.model.strategy.StrategyDefinition.CapitalStrategy;
import org.jspecify.annotations.Nullable;

/// How much money a buy gets.
///
/// @param initialCapital money before the first bar
/// @param maxPositions most symbols held at once
/// @param cashBuffer fraction of equity that buys leave alone
/// @param rankBy id of the node that orders buys, or null for the declared order
public record CapitalPlan(
    double initialCapital,
    int maxPositions,
    double cashBuffer,
    @Nullable String rankBy,
    Sizing sizing) {

  /// The amount of one buy, and where new money comes from.
  public sealed interface Sizing {
    /// Fraction of the amount's base, 0 to 1.
    double fraction();
  }

  /// A fraction of the portfolio's value.
  public record OfEquity(double fraction) implements Sizing {}

  /// A fraction of the cash.
  public record OfCash(double fraction) implements Sizing {}

  /// A fraction of the cash, and new money at the first bar of every month or year.
  ///
  /// @param amount money that arrives
  /// @param yearly true for once a year, else once a month
  /// @param settlementBars bars until it can be used
  /// @param firstUnitValue value of one fund unit before the first bar
  public record Contributions(
      double fraction, double amount, boolean yearly, int settlementBars, double firstUnitValue)
      implements Sizing {}

  /// @throws FailureException `INVALID_STRATEGY` for a name or number this engine does not know
  public static CapitalPlan of(CapitalStrategy strategy) {
    Params params = strategy.params();
    double capital = params.number("initial_capital", 100_000);
    check(capital > 0 && capital < 1e15, "initial_capital must be above 0");
    double percents = params.number("percents", 95);
    check(percents > 0 && percents <= 100, "percents must be above 0 and at most 100");
    double buffer = params.number("cash_buffer_percent", 0);
    check(buffer >= 0 && buffer <= 100, "cash_buffer_percent must be 0 to 100");
    int most = params.integer("max_positions", Integer.MAX_VALUE);
    check(most > 0, "max_positions must be above 0");
    String rankBy = params.value("rank_by") instanceof String id ? id : null;
    double fraction = percents / 100;
    Sizing sizing =
        switch (strategy.name()) {
          case "PercentCapitalStrategy" -> new OfEquity(fraction);
          case "SimplePercentCapitalStrategy" -> new OfCash(fraction);
          case "FixedInvestmentStrategy" -> contributions(params, fraction);
          default ->
              throw invalid("this engine does not know the capital strategy " + strategy.name());
        };
    return new CapitalPlan(capital, most, buffer / 100, rankBy, sizing);
  }

  private static Contributions contributions(Params params, double fraction) {
    double amount = params.number("investment_amount", 0);
    check(amount >= 0, "investment_amount must not be negative");
    String frequency = params.text("investment_frequency", "m");
    check(frequency.equals("m") || frequency.equals("y"), "investment_frequency must be m or y");
    int settlement = params.integer("settlement_bars", 1);
    check(settlement >= 0, "settlement_bars must not be negative");
    double unit = params.number("fund_val_start", 100);
    check(unit > 0, "fund_val_start must be above 0");
    return new Contributions(fraction, amount, frequency.equals("y"), settlement, unit);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw invalid(otherwise);
    }
  }

  private static FailureException invalid(String detail) {
    return FailureException.of(FailureReason.INVALID_STRATEGY, detail);
  }
}
