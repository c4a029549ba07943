package openbell.worker.engine.proof;

import java.util.ArrayList;
import java.util.List;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;

/// Cash, holdings and fills of the reference simulator.
final class PlainAccount {
  /// Halvings after which a fraction of a share is exact.
  private static final int HALVINGS = 200;

  /// A fill.
  ///
  /// @param day index into the days of the simulation
  /// @param quantity negative for sells
  record Trade(int day, int symbol, double quantity, double price) {}

  private final Costs costs;
  private final Execution execution;
  private final List<Trade> trades = new ArrayList<>();
  private final double[] held;
  private double cash;

  PlainAccount(Costs costs, Execution execution, int symbols, double cash) {
    this.costs = costs;
    this.execution = execution;
    this.held = new double[symbols];
    this.cash = cash;
  }

  double cash() {
    return cash;
  }

  double held(int symbol) {
    return held[symbol];
  }

  List<Trade> trades() {
    return trades;
  }

  /// Whole lots, unless fractions are allowed.
  double rounded(double quantity) {
    double lot = execution.lotSize();
    return execution.fractional() ? quantity : Math.floor(quantity / lot) * lot;
  }

  void sell(int day, int symbol, double quantity, double price) {
    cash += proceeds(quantity, price);
    held[symbol] -= quantity;
    trades.add(new Trade(day, symbol, -quantity, sellPrice(price)));
  }

  private double sellPrice(double price) {
    return price * (1 - costs.slippageBasisPoints() / 10_000);
  }

  /// What a sell at this market price brings.
  double proceeds(double quantity, double price) {
    double value = quantity * sellPrice(price);
    return value - fee(quantity, value) - costs.sellTax() * value;
  }

  double buyPrice(double price) {
    return price * (1 + costs.slippageBasisPoints() / 10_000);
  }

  /// Buys what was wanted, or as much of it as the cash above the buffer pays.
  void buy(int day, int symbol, double wanted, double price, double buffer) {
    double paid = buyPrice(price);
    double quantity = affordable(wanted, paid, cash - buffer);
    if (quantity > 0) {
      cash -= quantity * paid + fee(quantity, quantity * paid);
      held[symbol] += quantity;
      trades.add(new Trade(day, symbol, quantity, paid));
    }
  }

  /// The wanted quantity, or the largest that `available` pays with its fee.
  double affordable(double wanted, double paid, double available) {
    if (cost(wanted, paid) <= available) {
      return wanted;
    }
    if (execution.fractional()) {
      double fits = 0;
      double tooMuch = wanted;
      for (int i = 0; i < HALVINGS; i++) {
        double middle = (fits + tooMuch) / 2;
        boolean inside = cost(middle, paid) <= available;
        fits = inside ? middle : fits;
        tooMuch = inside ? tooMuch : middle;
      }
      return fits;
    }
    double quantity = wanted;
    while (quantity > 0 && cost(quantity, paid) > available) {
      quantity -= execution.lotSize();
    }
    return quantity;
  }

  double cost(double quantity, double paid) {
    return quantity * paid + fee(quantity, quantity * paid);
  }

  private double fee(double quantity, double value) {
    return Math.max(costs.minimum(), costs.rate() * value + costs.perShare() * quantity);
  }
}
