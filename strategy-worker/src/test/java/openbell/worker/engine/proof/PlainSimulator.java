package openbell.worker.engine.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Params;
import org.jspecify.annotations.Nullable;

/// The second simulator: one loop over days, one over symbols, nothing skipped, nothing remembered
/// but cash, quantities and waiting orders.
final class PlainSimulator {
  /// Capital strategies it follows.
  static final Set<String> STRATEGIES =
      Set.of(
          "PercentCapitalStrategy",
          "SimplePercentCapitalStrategy",
          "FixedAmountStrategy",
          "EqualWeightStrategy",
          "TargetWeightStrategy");

  /// A fraction of a share that is this small beside what is held is no order.
  private static final double ROUNDING = 1e-9;

  /// An order that waits for the next bar of its symbol.
  ///
  /// @param amount money to spend, or `NaN` when the quantity is fixed
  private record Order(int symbol, double quantity, double amount, double buffer) {}

  private final PortfolioDefinition definition;
  private final Params params;
  private final List<Sheet> universe;
  private final Decisions decisions;
  private final PlainAccount account;
  private final int[] days;
  private final double[] equity;
  private final double[] cash;
  private final int[] entered;
  private final int[] left;
  private List<Order> waiting = new ArrayList<>();

  PlainSimulator(PortfolioDefinition definition, List<Sheet> universe, Decisions decisions) {
    this.definition = definition;
    this.params = definition.strategy().capital().params();
    this.universe = universe;
    this.decisions = decisions;
    this.account =
        new PlainAccount(
            definition.costs(),
            definition.execution(),
            universe.size(),
            params.number("initial_capital", 0));
    TreeSet<Integer> union = new TreeSet<>();
    universe.forEach(sheet -> IntStream.of(sheet.days()).forEach(union::add));
    this.days =
        union.tailSet((int) definition.startDate().toEpochDay()).stream()
            .mapToInt(Integer::intValue)
            .toArray();
    this.equity = new double[days.length];
    this.cash = new double[days.length];
    this.entered = IntStream.range(0, universe.size()).map(_ -> Integer.MIN_VALUE / 2).toArray();
    this.left = entered.clone();
  }

  PlainSimulator run() {
    boolean atClose = definition.execution().fill() == Execution.Fill.CLOSE;
    for (int i = 0; i < days.length; i++) {
      fill(i, sheet -> sheet.open());
      equity[i] = account.cash() + IntStream.range(0, universe.size()).mapToDouble(worth(i)).sum();
      decide(i);
      if (atClose && i < days.length - 1) {
        fill(i, sheet -> sheet.close());
        equity[i] =
            account.cash() + IntStream.range(0, universe.size()).mapToDouble(worth(i)).sum();
      }
      cash[i] = account.cash();
    }
    return this;
  }

  int[] days() {
    return days;
  }

  double[] equity() {
    return equity;
  }

  double[] cash() {
    return cash;
  }

  List<PlainAccount.Trade> trades() {
    return account.trades();
  }

  private IntToDoubleFunction worth(int i) {
    return s -> account.held(s) == 0 ? 0 : account.held(s) * lastClose(s, i);
  }

  private double lastClose(int s, int i) {
    return universe.get(s).close()[newest(s, i)];
  }

  /// Row of the last bar on or before the day, -1 without one.
  private int newest(int s, int i) {
    int newest = -1;
    for (int t = 0; t < universe.get(s).size() && universe.get(s).days()[t] <= days[i]; t++) {
      newest = t;
    }
    return newest;
  }

  private interface Prices {
    double[] of(Sheet sheet);
  }

  /// Waiting orders of symbols that have a bar: sells, then buys in their order.
  private void fill(int i, Prices prices) {
    List<Order> kept = new ArrayList<>();
    for (boolean buys : new boolean[] {false, true}) {
      for (Order order : waiting) {
        int row = universe.get(order.symbol()).row(days[i]);
        boolean isBuy = order.quantity() >= 0;
        if (isBuy == buys && row < 0) {
          kept.add(order);
        } else if (isBuy == buys) {
          fill(i, order, prices.of(universe.get(order.symbol()))[row]);
        }
      }
    }
    waiting = kept;
  }

  private void fill(int i, Order order, double price) {
    if (order.quantity() < 0) {
      account.sell(i, order.symbol(), -order.quantity(), price);
      return;
    }
    double wanted =
        Double.isNaN(order.amount())
            ? order.quantity()
            : account.rounded(order.amount() / account.buyPrice(price));
    account.buy(i, order.symbol(), wanted, price, order.buffer());
  }

  private void decide(int i) {
    String strategy = definition.strategy().capital().name();
    List<Order> buys = new ArrayList<>();
    if (strategy.endsWith("WeightStrategy")) {
      rebalance(i, new PlainWeights(strategy, params, decisions), buys);
    } else {
      exits(i);
      entries(i, strategy, buys);
    }
    order(i, buys);
  }

  private void exits(int i) {
    for (int s = 0; s < universe.size(); s++) {
      int row = universe.get(s).row(days[i]);
      if (row >= 0
          && account.held(s) > 0
          && decisions.sell()[s][row]
          && row - entered[s] > definition.execution().minHoldBars()) {
        waiting.add(new Order(s, -account.held(s), Double.NaN, 0));
        left[s] = row;
      }
    }
  }

  private void entries(int i, String strategy, List<Order> buys) {
    double money =
        switch (strategy) {
          case "PercentCapitalStrategy" -> params.number("percents", 0) / 100 * equity[i];
          case "SimplePercentCapitalStrategy" ->
              params.number("percents", 0) / 100 * account.cash();
          case "FixedAmountStrategy" -> params.number("amount", 0);
          default -> throw new IllegalArgumentException("the reference has no " + strategy);
        };
    for (int s : byRank(i)) {
      int row = universe.get(s).row(days[i]);
      boolean wanted = row >= 0 && decisions.buy()[s][row] && !decisions.sell()[s][row];
      boolean rested = row - left[s] > definition.execution().cooldownBars();
      if (wanted && account.held(s) == 0 && rested) {
        double quantity = account.rounded(money / universe.get(s).close()[row]);
        boolean atFill = definition.execution().sizeAt() == Execution.SizeAt.FILL_PRICE;
        buys.add(new Order(s, quantity, atFill ? money : Double.NaN, buffer(i)));
      }
    }
  }

  /// Makes orders of the buys of the day, as far as places are free and the cash that the close's
  /// prices promise pays for anything at all.
  private void order(int i, List<Order> buys) {
    double left = account.cash();
    for (Order order : waiting) {
      double price = lastClose(order.symbol(), i);
      left +=
          order.quantity() < 0
              ? account.proceeds(-order.quantity(), price)
              : -account.cost(order.quantity(), account.buyPrice(price));
    }
    for (Order buy : buys) {
      double price = account.buyPrice(lastClose(buy.symbol(), i));
      double paid = account.affordable(buy.quantity(), price, left - buy.buffer());
      boolean enters = account.held(buy.symbol()) == 0;
      if (paid > 0
          && (!enters || positions() < params.integer("max_positions", Integer.MAX_VALUE))) {
        left -= account.cost(paid, price);
        waiting.add(buy);
        entered[buy.symbol()] = enters ? newest(buy.symbol(), i) : entered[buy.symbol()];
      }
    }
  }

  private double buffer(int i) {
    return params.number("cash_buffer_percent", 0) / 100 * equity[i];
  }

  /// Held or bought and not sold.
  private int positions() {
    return (int) IntStream.range(0, universe.size()).filter(this::counts).count();
  }

  private boolean counts(int s) {
    Order order = waiting(s);
    return order == null ? account.held(s) > 0 : order.quantity() >= 0;
  }

  private @Nullable Order waiting(int s) {
    return waiting.stream().filter(order -> order.symbol() == s).findFirst().orElse(null);
  }

  private List<Integer> byRank(int i) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, universe.size()).boxed().toList());
    if (decisions.rank().length > 0) {
      order.sort(Comparator.comparingDouble(s -> -rank(s, i)));
    }
    return order;
  }

  /// Without a number a symbol comes last.
  private double rank(int s, int i) {
    int row = universe.get(s).row(days[i]);
    double rank = row < 0 ? Double.NaN : decisions.rank()[s][row];
    return Double.isNaN(rank) ? Double.NEGATIVE_INFINITY : rank;
  }

  private void rebalance(int i, PlainWeights weights, List<Order> buys) {
    int[] newest = IntStream.range(0, universe.size()).map(s -> newest(s, i)).toArray();
    double[] aims = new double[newest.length];
    boolean due = weights.due(days, i);
    for (int s = 0; s < newest.length; s++) {
      aims[s] = weights.of(universe.get(s).symbol(), s, newest);
      double weight = worth(i).applyAsDouble(s) / equity[i];
      due |= hasBar(s, i) && Math.abs(weight - aims[s]) > weights.drift();
    }
    for (int s : byRank(i)) {
      if (hasBar(s, i) && (due || decisions.sell()[s][newest[s]])) {
        double price = universe.get(s).close()[newest[s]];
        aim(s, account.rounded(aims[s] * equity[i] / price), i, buys);
      }
    }
  }

  private boolean hasBar(int s, int i) {
    return universe.get(s).row(days[i]) >= 0;
  }

  /// Orders what is missing to the wanted quantity. Entries and exits keep their distance.
  private void aim(int s, double wanted, int i, List<Order> buys) {
    int row = newest(s, i);
    double change = wanted - account.held(s);
    boolean rested = row - left[s] > definition.execution().cooldownBars();
    boolean ripe = row - entered[s] > definition.execution().minHoldBars();
    if (Math.abs(change) <= ROUNDING * Math.max(wanted, account.held(s))) {
      return;
    }
    if (change > 0 && (rested || account.held(s) > 0)) {
      buys.add(new Order(s, change, Double.NaN, buffer(i)));
    } else if (change < 0 && (ripe || wanted > 0)) {
      waiting.add(new Order(s, change, Double.NaN, 0));
      left[s] = wanted == 0 ? row : left[s];
    }
  }
}
