package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import openbell.model.portfolio.Execution;
import openbell.model.signal.SignalAction;
import openbell.worker.engine.plan.Evaluation;
import org.jspecify.annotations.Nullable;

/// Reads the signals at a close and makes orders.
///
/// Flat, buy true and sell not true: entry. Long and sell true: exit of everything. Sell wins.
final class Desk {
  private static final int NEVER = Integer.MIN_VALUE / 2;

  private final Holdings holdings;
  private final Account account;
  private final List<Book> books;
  private final Notes notes;
  private final @Nullable SignalAction[][] states;
  private final Execution execution;
  private final Tariff tariff;
  private final boolean rejects;
  private final int[] exitRow;
  private final int[] entryRow;

  Desk(
      Holdings holdings,
      Account account,
      List<Book> books,
      Notes notes,
      @Nullable SignalAction[][] states) {
    this.holdings = holdings;
    this.account = account;
    this.books = books;
    this.notes = notes;
    this.states = states;
    this.execution = holdings.definition().execution();
    this.tariff = Tariff.of(holdings.definition().costs(), execution);
    this.rejects = execution.onCashShortage() == Execution.OnCashShortage.REJECT;
    this.exitRow = new int[books.size()];
    this.entryRow = new int[books.size()];
    Arrays.fill(exitRow, NEVER);
  }

  /// @param equity value of the portfolio at this close
  void decide(int i, double equity, double[] lastClose, Orders waiting) {
    double cashBefore = account.usable();
    List<Integer> wanting = new ArrayList<>(0);
    for (int s = 0; s < books.size(); s++) {
      int row = holdings.calendar().row(s, i);
      if (row >= 0) {
        SignalAction action = decide(s, row);
        states[s][row] = action;
        if (action == SignalAction.EXIT) {
          exitRow[s] = row;
          waiting.add(Order.sellAll(s, books.get(s).quantity()));
        } else if (action == SignalAction.ENTER || action == SignalAction.INCREASE) {
          wanting.add(s);
        }
      }
    }
    if (!wanting.isEmpty()) {
      order(wanting, new Moment(i, equity, cashBefore, lastClose), waiting);
    }
  }

  /// The numbers at a close that sizes are made of.
  private record Moment(int day, double equity, double cash, double[] closes) {}

  private SignalAction decide(int s, int row) {
    boolean buy = is(s, holdings.buy(), row);
    boolean sell = is(s, holdings.sell(), row);
    boolean regular = holdings.capital().sizing() instanceof CapitalPlan.Contributions;
    boolean mayBuy = buy && !sell && (!regular || account.undeployed());
    if (!books.get(s).held()) {
      boolean rested = row - exitRow[s] > execution.cooldownBars();
      return mayBuy && rested ? SignalAction.ENTER : SignalAction.FLAT;
    }
    if (sell && row - entryRow[s] > execution.minHoldBars()) {
      return SignalAction.EXIT;
    }
    return regular && mayBuy ? SignalAction.INCREASE : SignalAction.HOLD;
  }

  private boolean is(int s, int step, int row) {
    if (step < 0) {
      return false;
    }
    Evaluation symbol = holdings.symbols().get(s);
    return symbol.signals(step).isTrue(row);
  }

  private void order(List<Integer> wanting, Moment now, Orders waiting) {
    rank(wanting, now.day());
    double running = running(now, waiting);
    int places = places(waiting);
    boolean any = false;
    for (int s : wanting) {
      boolean entry = !books.get(s).held();
      Order order = size(s, now);
      String refusal = refusal(order, entry && places <= 0, running, now);
      if (!entry || places > 0) {
        // Where orders are rejected, also for a dropped one: the figure stays negative until a sell
        // brings it back.
        running -= price(order, quantity(order, running, now), now);
      }
      if (refusal != null) {
        drop(s, now.day(), refusal);
        continue;
      }
      places -= entry ? 1 : 0;
      if (entry) {
        entryRow[s] = holdings.calendar().row(s, now.day());
      }
      any = true;
      waiting.add(order);
    }
    if (any) {
      account.deployed();
    }
  }

  /// Buys in descending rank; numbers before `NaN`, else the declared order.
  private void rank(List<Integer> wanting, int day) {
    if (holdings.capital().rankBy() == null || wanting.size() < 2) {
      return;
    }
    wanting.sort(
        Comparator.comparingDouble(
            s -> {
              double value = holdings.rank().apply(s)[holdings.calendar().row(s, day)];
              return !Double.isNaN(value) ? -value : Double.POSITIVE_INFINITY;
            }));
  }

  /// Cash after today's sells, at close prices.
  private double running(Moment now, Orders waiting) {
    double running = now.cash();
    for (Order order : waiting.inFillOrder()) {
      double close = now.closes()[order.symbol()];
      double value = order.quantity() * (rejects ? close : tariff.sellPrice(close));
      if (order.buy()) {
        running -= price(order, order.wanted(close, tariff), now);
      } else {
        running += value - tariff.sellFee(value, order.quantity());
      }
    }
    return running;
  }

  private int places(Orders waiting) {
    int held = 0;
    for (Book book : books) {
      held += book.held() ? 1 : 0;
    }
    int entries = 0;
    for (int s = 0; s < books.size(); s++) {
      entries += waiting.waitsFor(s) && !books.get(s).held() ? 1 : 0;
    }
    return holdings.capital().maxPositions() - held - entries + waiting.count(false);
  }

  private Order size(int s, Moment now) {
    double fraction = holdings.capital().sizing().fraction();
    double amount =
        switch (holdings.capital().sizing()) {
          case CapitalPlan.OfEquity _ ->
              rejects ? Math.min(fraction * now.equity(), now.cash()) : fraction * now.equity();
          case CapitalPlan.OfCash _, CapitalPlan.Contributions _ -> fraction * now.cash();
        };
    boolean later = execution.sizeAt() == Execution.SizeAt.FILL_PRICE;
    double quantity = later ? 0 : tariff.wholeLots(amount / now.closes()[s]);
    double buffer = holdings.capital().cashBuffer() * now.equity();
    return new Order(s, true, quantity, amount, buffer);
  }

  /// What the order would be filled with at this close: as wanted, or what the cash allows.
  private double quantity(Order order, double running, Moment now) {
    double close = now.closes()[order.symbol()];
    double wanted = order.wanted(close, tariff);
    return rejects
        ? wanted
        : tariff.affordable(wanted, tariff.buyPrice(close), running - order.buffer());
  }

  /// What that would cost.
  private double price(Order order, double quantity, Moment now) {
    double close = now.closes()[order.symbol()];
    double value = quantity * (rejects ? close : tariff.buyPrice(close));
    return quantity > 0 ? value + tariff.buyFee(value, quantity) : 0;
  }

  private @Nullable String refusal(Order order, boolean full, double running, Moment now) {
    if (full) {
      return "all places are taken";
    }
    if (order.wanted(now.closes()[order.symbol()], tariff) <= 0) {
      return "the amount does not buy one lot";
    }
    double quantity = quantity(order, running, now);
    boolean unpaid = rejects ? running - price(order, quantity, now) < 0 : quantity <= 0;
    return unpaid ? "no cash" : null;
  }

  private void drop(int s, int day, String refusal) {
    int row = holdings.calendar().row(s, day);
    SignalAction instead = books.get(s).held() ? SignalAction.HOLD : SignalAction.FLAT;
    states[s][row] = instead;
    notes.add(
        LocalDate.ofEpochDay(holdings.calendar().days()[day])
            + ": buy of "
            + holdings.symbols().get(s).bars().symbol()
            + " skipped, "
            + refusal);
  }
}
