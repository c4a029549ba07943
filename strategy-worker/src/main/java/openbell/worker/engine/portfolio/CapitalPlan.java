package openbell.worker.engine.portfolio;

import java.util.SortedMap;
import openbell.model.run.FailureException;
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

  /// Where the amount of a buy comes from.
  public sealed interface Sizing {}

  /// A fraction of the portfolio's value.
  public record OfEquity(double fraction) implements Sizing {}

  /// A fraction of the cash.
  public record OfCash(double fraction) implements Sizing {}

  /// The same money for every buy.
  public record OfMoney(double amount) implements Sizing {}

  /// A fraction of the cash, and new money at the first bar of every month or year.
  ///
  /// @param amount money that arrives
  /// @param frequency how often it arrives
  /// @param settlementBars bars until it can be used
  /// @param startUnit value of one fund unit before the first bar
  public record Contributions(
      double fraction, double amount, Frequency frequency, int settlementBars, double startUnit)
      implements Sizing {}

  /// Fractions of the portfolio's value that are restored from time to time.
  public record Weights(Scheme scheme, Rebalance rebalance) implements Sizing {}

  /// When weights are restored.
  ///
  /// @param frequency on the first bar of each such period
  /// @param drift also when a weight is off its target by more than this fraction of equity;
  /// infinite for never
  /// @param onFirstBar also on the first bar of all
  public record Rebalance(Frequency frequency, double drift, boolean onFirstBar) {}

  /// What the weights are made of.
  public sealed interface Scheme {}

  /// The same weight for every symbol that is wanted.
  public record Equal() implements Scheme {}

  /// Weights by symbol; empty where the output `target_weight` gives them.
  public record Given(SortedMap<String, Double> weights) implements Scheme {}

  /// Weights in proportion to 1 over the deviation of a symbol's returns.
  ///
  /// @param lookback returns the deviation is taken over
  public record InverseVolatility(int lookback) implements Scheme {}

  /// Given or else equal weights, all multiplied by `target` over the deviation they had.
  ///
  /// @param target wanted deviation of a year's returns, 0.1 for 10 %
  /// @param lookback returns the deviation is taken over
  /// @param most largest sum of the weights
  public record TargetVolatility(double target, int lookback, double most, Given base)
      implements Scheme {}

  /// @throws FailureException `INVALID_STRATEGY` for a name or number this engine does not know
  public static CapitalPlan of(CapitalStrategy strategy) {
    return new CapitalReader(strategy.params()).read(strategy.name());
  }

  /// Value of one unit before the first bar: the money itself where none arrives later.
  public double startUnit() {
    return sizing instanceof Contributions regular ? regular.startUnit() : initialCapital;
  }
}
