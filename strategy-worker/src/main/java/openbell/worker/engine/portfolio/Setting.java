package openbell.worker.engine.portfolio;

import java.util.List;
import openbell.model.portfolio.Execution;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.rule.Signals;

/// What a simulation reads and never changes, unpacked once for its loops.
final class Setting {
  private static final Signals[] NONE = {};

  private final Holdings holdings;
  private final Execution execution;
  private final Calendar calendar;
  private final Tariff tariff;
  private final boolean resizes;
  private final double[][] opens;
  private final double[][] closes;
  private final Signals[] buys;
  private final Signals[] sells;

  Setting(Holdings holdings) {
    this.holdings = holdings;
    this.execution = holdings.definition().execution();
    this.calendar = holdings.calendar();
    this.tariff = Tariff.of(holdings.definition().costs(), execution);
    // Weights are restored with the cash there is, whatever happens to other buys.
    this.resizes =
        execution.onCashShortage() == Execution.OnCashShortage.RESIZE
            || holdings.capital().sizing() instanceof CapitalPlan.Weights;
    List<Evaluation> symbols = holdings.symbols();
    this.opens = new double[symbols.size()][];
    this.closes = new double[symbols.size()][];
    for (int s = 0; s < opens.length; s++) {
      opens[s] = symbols.get(s).bars().open();
      closes[s] = symbols.get(s).bars().close();
    }
    this.buys = signals(symbols, holdings.buy());
    this.sells = signals(symbols, holdings.sell());
  }

  private static Signals[] signals(List<Evaluation> symbols, int step) {
    if (step < 0) {
      return NONE;
    }
    Signals[] all = new Signals[symbols.size()];
    for (int s = 0; s < all.length; s++) {
      all[s] = symbols.get(s).signals(step);
    }
    return all;
  }

  Holdings holdings() {
    return holdings;
  }

  CapitalPlan plan() {
    return holdings.capital();
  }

  Execution execution() {
    return execution;
  }

  Calendar calendar() {
    return calendar;
  }

  Tariff tariff() {
    return tariff;
  }

  int symbols() {
    return closes.length;
  }

  String symbol(int s) {
    return holdings.symbols().get(s).bars().symbol();
  }

  int bars(int s) {
    return holdings.symbols().get(s).bars().size();
  }

  /// True when a buy that the cash does not cover is made smaller, false when it is dropped.
  boolean resizes() {
    return resizes;
  }

  boolean fillsAtClose() {
    return execution.fill() == Execution.Fill.CLOSE;
  }

  boolean hasBuySignal() {
    return buys.length > 0;
  }

  boolean buys(int s, int row) {
    return buys.length > 0 && buys[s].isTrue(row);
  }

  boolean sells(int s, int row) {
    return sells.length > 0 && sells[s].isTrue(row);
  }

  /// The first day after `i` on which the symbol's buy signal is true.
  int nextBuy(int s, int i) {
    return next(buys, s, i);
  }

  /// The first day after `i` on which the symbol's sell signal is true.
  int nextSell(int s, int i) {
    return next(sells, s, i);
  }

  private int next(Signals[] signals, int s, int i) {
    return signals.length == 0
        ? Signals.NEVER
        : calendar.dayOf(s, signals[s].nextTrue(calendar.asOf(s, i) + 1));
  }

  int epochDay(int s, int row) {
    return holdings.symbols().get(s).bars().days()[row];
  }

  double open(int s, int row) {
    return opens[s][row];
  }

  double[] closes(int s) {
    return closes[s];
  }

  /// The close of day `i`, or of the symbol's last bar before it.
  double close(int s, int i) {
    return closes[s][calendar.asOf(s, i)];
  }

  /// What the positions are worth at the close of day `i`.
  double worth(Book[] books, int i) {
    double worth = 0;
    for (int s = 0; s < books.length; s++) {
      if (books[s].held()) {
        worth += books[s].quantity() * close(s, i);
      }
    }
    return worth;
  }
}
