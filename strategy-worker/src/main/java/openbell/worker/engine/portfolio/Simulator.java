package openbell.worker.engine.portfolio;

import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.portfolio.Execution;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.signal.SignalAction;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// Steps a portfolio over its calendar.
///
/// One bar: waiting orders fill at the open, sells before buys; new money arrives; positions are
/// marked to the close; signals are read at the close; orders are made. An order of the last bar is
/// not filled: it is what the owner would do next.
public final class Simulator {
  private static final int CHECK_EVERY = 1_024;

  private final Holdings holdings;
  private final Calendar calendar;
  private final Account account;
  private final Desk desk;
  private final Notes notes = new Notes();
  private final List<Book> books;
  private final List<BarSeries> bars;
  private final List<Fill> fills = new ArrayList<>();
  private final List<Trade> trades = new ArrayList<>();
  private final double[] lastClose;
  private final double[] equity;
  private final double[] cash;
  private final double[] invested;
  private final @Nullable SignalAction[][] states;

  private Simulator(Holdings holdings) {
    this.holdings = holdings;
    this.calendar = holdings.calendar();
    this.bars = holdings.symbols().stream().map(one -> one.bars()).toList();
    this.books = Book.forAll(bars.stream().map(BarSeries::symbol).toList());
    this.lastClose = new double[bars.size()];
    this.equity = new double[calendar.size()];
    this.cash = new double[calendar.size()];
    this.invested = new double[calendar.size()];
    this.account = new Account(holdings.capital(), calendar);
    this.states = new SignalAction[bars.size()][];
    for (int s = 0; s < bars.size(); s++) {
      states[s] = new SignalAction[bars.get(s).size()];
    }
    this.desk = new Desk(holdings, account, books, notes, states);
  }

  public static Simulation run(Holdings holdings) {
    return new Simulator(holdings).run();
  }

  private Simulation run() {
    boolean atClose = holdings.definition().execution().fill() == Execution.Fill.CLOSE;
    Filler filler = new Filler(holdings, account, books, notes, fills, trades);
    Orders waiting = new Orders(bars.size());
    for (int i = 0; i < calendar.size(); i++) {
      checkInterrupt(i);
      if (!atClose) {
        filler.fill(waiting, i, true);
      }
      account.contribute(i, filler.takeSold());
      mark(i);
      desk.decide(i, account.cash() + positions(), lastClose, waiting);
      if (atClose && i < calendar.size() - 1) {
        filler.fill(waiting, i, false);
      }
      invested[i] = positions();
      cash[i] = account.cash();
      equity[i] = cash[i] + invested[i];
      account.value(i, equity[i]);
    }
    return result(filler, waiting);
  }

  private Simulation result(Filler filler, Orders waiting) {
    return new Simulation(
        calendar,
        equity,
        cash,
        invested,
        account.flows(),
        account.units(),
        states,
        fills,
        trades,
        standings(waiting),
        notes.all(),
        filler.fees(),
        filler.slippage());
  }

  private static void checkInterrupt(int bar) {
    if ((bar & (CHECK_EVERY - 1)) == 0 && Thread.currentThread().isInterrupted()) {
      throw FailureException.of(FailureReason.RUN_TOO_LONG, "the run was stopped");
    }
  }

  private void mark(int i) {
    for (int s = 0; s < lastClose.length; s++) {
      int row = calendar.row(s, i);
      if (row >= 0) {
        lastClose[s] = bars.get(s).close()[row];
      }
    }
  }

  private double positions() {
    double value = 0;
    for (int s = 0; s < lastClose.length; s++) {
      value += books.get(s).quantity() * lastClose[s];
    }
    return value;
  }

  /// The quantities of open orders as if they were filled at the last close.
  private List<Simulation.Standing> standings(Orders waiting) {
    Tariff tariff = Tariff.of(holdings.definition().costs(), holdings.definition().execution());
    boolean resize =
        holdings.definition().execution().onCashShortage() == Execution.OnCashShortage.RESIZE;
    double[] quantities = new double[bars.size()];
    double left = account.usable();
    for (Order order : waiting.inFillOrder()) {
      int s = order.symbol();
      if (!order.buy()) {
        quantities[s] = -order.quantity();
        double value = order.quantity() * tariff.sellPrice(lastClose[s]);
        left += value - tariff.sellFee(value, order.quantity());
        continue;
      }
      double price = tariff.buyPrice(lastClose[s]);
      double wanted = order.wanted(price, tariff);
      double quantity = resize ? tariff.affordable(wanted, price, left - order.buffer()) : wanted;
      quantities[s] = quantity;
      double value = quantity * price;
      left -= quantity > 0 ? value + tariff.buyFee(value, quantity) : 0;
    }
    List<Simulation.Standing> standings = new ArrayList<>();
    for (int s = 0; s < bars.size(); s++) {
      Book book = books.get(s);
      standings.add(
          new Simulation.Standing(
              book.quantity(),
              book.averagePrice(),
              book.held() ? book.since() : null,
              quantities[s]));
    }
    return standings;
  }
}
