package openbell.signal.size;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.OwnHoldings;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import openbell.model.signal.TradePlan;
import openbell.model.signal.TradePlan.Trade;

/// Says how much a reader would sell and buy to follow today's changes with what they hold.
///
/// Only symbols that change today are traded: each is brought to its target weight of the reader's
/// own value, at the close that decided, in whole lots, sells first. Cash never falls below zero:
/// buys are cut to what there is. What is far from the portfolio otherwise is said and left alone.
public final class TradePlanner {
  private final SignalReport report;
  private final Fees fees;
  private final OwnHoldings own;
  private final Map<String, BigDecimal> closes = new HashMap<>();
  private final List<Trade> trades = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final BigDecimal value;
  private BigDecimal cash;
  private BigDecimal costs = BigDecimal.ZERO;

  private TradePlanner(SignalReport report, Costs rule, OwnHoldings own) {
    this.report = report;
    this.fees = Fees.of(rule);
    this.own = own;
    this.cash = own.cash();
    BigDecimal worth = own.cash();
    for (Holding position : report.positions()) {
      closes.put(position.symbol(), position.close());
      worth = worth.add(held(position.symbol()).multiply(position.close()));
    }
    this.value = worth;
  }

  /// @param rule of the portfolio
  public static TradePlan plan(SignalReport report, Costs rule, OwnHoldings own) {
    return new TradePlanner(report, rule, own).plan();
  }

  /// A plan that says why there is none.
  public static TradePlan none(OwnHoldings own, String why) {
    return new TradePlan(
        own.cash(), own.cash(), own.cash(), BigDecimal.ZERO, List.of(), List.of(why));
  }

  private TradePlan plan() {
    for (Signal change : report.changes()) {
      if (isSell(change.action())) {
        sell(change);
      }
    }
    for (Signal change : report.changes()) {
      if (!isSell(change.action())) {
        buy(change);
      }
    }
    sayWhatIsUnknown();
    notes.addAll(OffTarget.notes(report, own, value));
    return new TradePlan(plain(value), own.cash(), plain(cash), plain(costs), trades, notes);
  }

  private static boolean isSell(SignalAction action) {
    return action == SignalAction.EXIT || action == SignalAction.REDUCE;
  }

  private void sell(Signal change) {
    String symbol = change.symbol();
    BigDecimal held = held(symbol);
    boolean all = change.action() == SignalAction.EXIT;
    BigDecimal surplus = all ? held : held.subtract(target(change));
    BigDecimal quantity = wholeLots(surplus, lot(symbol));
    if (quantity.signum() <= 0) {
      notes.add(
          held.signum() == 0
              ? "You hold no " + symbol + ", so there is nothing to sell."
              : "Nothing to sell of %s: you hold %s.".formatted(symbol, held.toPlainString()));
      return;
    }
    BigDecimal amount = quantity.multiply(change.close());
    BigDecimal cost = fees.ofSell(amount, quantity);
    if (cash.add(amount).compareTo(cost) < 0) {
      notes.add("Selling %s would cost more than it brings and you have.".formatted(symbol));
      return;
    }
    if (all && quantity.compareTo(held) < 0) {
      notes.add(
          "%s of %s remain: they are less than one lot of %s."
              .formatted(
                  held.subtract(quantity).toPlainString(), symbol, lot(symbol).toPlainString()));
    }
    cash = cash.add(amount).subtract(cost);
    add(change, quantity, amount, cost);
  }

  private void buy(Signal change) {
    String symbol = change.symbol();
    BigDecimal lot = lot(symbol);
    if (change.close().signum() <= 0) {
      notes.add("%s has no price to count with.".formatted(symbol));
      return;
    }
    BigDecimal missing = target(change).subtract(held(symbol));
    BigDecimal wanted = wholeLots(missing, lot);
    if (wanted.signum() <= 0) {
      notes.add(
          missing.signum() > 0
              ? "Nothing to buy of %s: its share of your money does not buy one lot."
                  .formatted(symbol)
              : "Nothing to buy of %s: you hold as much already.".formatted(symbol));
      return;
    }
    BigDecimal quantity = affordable(wanted, lot, change.close());
    if (quantity.compareTo(wanted) < 0) {
      notes.add(
          "%s: %s instead of %s, because your cash does not cover more."
              .formatted(symbol, quantity.toPlainString(), wanted.toPlainString()));
    }
    if (quantity.signum() > 0) {
      BigDecimal amount = quantity.multiply(change.close());
      BigDecimal cost = fees.ofBuy(amount, quantity);
      cash = cash.subtract(amount).subtract(cost);
      add(change, quantity, amount, cost);
    }
  }

  private void add(Signal change, BigDecimal quantity, BigDecimal amount, BigDecimal cost) {
    costs = costs.add(cost);
    BigDecimal held = held(change.symbol());
    // What is an entry for the portfolio is an increase for somebody who holds some already.
    SignalAction action =
        isSell(change.action())
            ? (quantity.compareTo(held) == 0 ? SignalAction.EXIT : SignalAction.REDUCE)
            : (held.signum() == 0 ? SignalAction.ENTER : SignalAction.INCREASE);
    trades.add(
        new Trade(
            change.symbol(),
            action,
            plain(quantity),
            held,
            change.close(),
            plain(amount),
            plain(cost)));
  }

  /// Units of the reader's own value at the target weight, whole lots.
  private BigDecimal target(Signal change) {
    if (change.close().signum() <= 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal lot = lot(change.symbol());
    BigDecimal money = change.toWeight().multiply(value);
    return money.divideToIntegralValue(change.close().multiply(lot)).multiply(lot);
  }

  /// The most lots up to `wanted` that the cash pays with their costs; costs never fall with size.
  private BigDecimal affordable(BigDecimal wanted, BigDecimal lot, BigDecimal close) {
    BigDecimal most = wanted.divideToIntegralValue(lot);
    BigDecimal least = BigDecimal.ZERO;
    if (fits(most, lot, close)) {
      return wanted;
    }
    // `least` lots fit, `most` do not.
    while (most.subtract(least).compareTo(BigDecimal.ONE) > 0) {
      BigDecimal middle =
          least.add(most).divideToIntegralValue(BigDecimal.TWO).max(least.add(BigDecimal.ONE));
      if (fits(middle, lot, close)) {
        least = middle;
      } else {
        most = middle;
      }
    }
    return least.multiply(lot);
  }

  private boolean fits(BigDecimal lots, BigDecimal lot, BigDecimal close) {
    BigDecimal quantity = lots.multiply(lot);
    BigDecimal amount = quantity.multiply(close);
    return amount.add(fees.ofBuy(amount, quantity)).compareTo(cash) <= 0;
  }

  private void sayWhatIsUnknown() {
    for (String symbol : new TreeSet<>(own.quantities().keySet())) {
      if (!closes.containsKey(symbol) && held(symbol).signum() > 0) {
        notes.add(symbol + " is not part of this portfolio; it is not counted and left alone.");
      }
    }
  }

  private BigDecimal held(String symbol) {
    return own.quantities().getOrDefault(symbol, BigDecimal.ZERO);
  }

  private BigDecimal lot(String symbol) {
    return own.lot().getOrDefault(symbol, BigDecimal.ONE);
  }

  private static BigDecimal wholeLots(BigDecimal quantity, BigDecimal lot) {
    return quantity.signum() <= 0
        ? BigDecimal.ZERO
        : quantity.divideToIntegralValue(lot).multiply(lot);
  }

  /// One spelling: no zeros at the end, no exponent.
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
