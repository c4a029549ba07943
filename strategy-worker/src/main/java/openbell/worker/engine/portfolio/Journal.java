package openbell.worker.engine.portfolio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.signal.SignalAction;

/// Keeps what happened from one day of the calendar to its end.
final class Journal {
  private static final double[] NONE = {};

  private final Setting setting;
  private final int first;
  private final double[] equity;
  private final double[] cash;
  private final double[] invested;
  private final double[] flow;
  private final double[] unit;
  private final Actions[] actions;
  private final boolean flows;
  private final List<Fill> fills = new ArrayList<>();
  private final List<Trade> trades = new ArrayList<>();
  private final Notes notes = new Notes();

  /// From the last day that `state` has seen, or the first of all.
  Journal(Setting setting, State state) {
    this.setting = setting;
    this.first = Math.max(0, state.day());
    int size = setting.calendar().size() - first;
    this.flows = setting.plan().sizing() instanceof CapitalPlan.Contributions;
    this.equity = new double[size];
    this.cash = new double[size];
    this.invested = new double[size];
    this.flow = flows ? new double[size] : NONE;
    this.unit = flows ? new double[size] : equity;
    this.actions = new Actions[setting.symbols()];
    for (int s = 0; s < actions.length; s++) {
      actions[s] = actions(s, setting.calendar().asOf(s, first), state);
    }
  }

  /// Begins with the two newest decisions of the state's days.
  private Actions actions(int s, int newest, State state) {
    Actions own = new Actions(Math.max(0, newest - 1), setting.bars(s));
    if (state.day() >= 0 && newest >= 0) {
      own.set(newest, state.books()[s].action());
      if (newest > 0) {
        own.set(newest - 1, state.books()[s].previous());
      }
    }
    return own;
  }

  int first() {
    return first;
  }

  SignalAction action(int s, int row) {
    return actions[s].get(row);
  }

  void decided(int s, int row, Book book, SignalAction action) {
    book.decided(action);
    actions[s].set(row, action);
  }

  /// The values at a close; a later call for the same day replaces them.
  ///
  /// @param arrived money that came in on that day
  void value(int i, double money, double worth, double arrived, State state) {
    int at = i - first;
    cash[at] = money;
    invested[at] = worth;
    equity[at] = money + worth;
    if (flows) {
      flow[at] = arrived;
      unit[at] = state.unit(equity[at], arrived);
    }
  }

  /// Ends a day for good.
  void close(int i, State state) {
    state.close(equity[i - first], unit[i - first]);
  }

  /// The days from `begin` to before `end`, on which nothing was decided or filled.
  void quiet(int begin, int end, State state) {
    Arrays.fill(cash, begin - first, end - first, state.cash());
    for (int s = 0; s < actions.length; s++) {
      Book book = state.books()[s];
      boolean held = book.held();
      if (held) {
        addWorth(s, book.quantity(), begin, end);
      }
      nothing(s, begin, end, book, held ? SignalAction.HOLD : SignalAction.FLAT);
    }
    for (int at = begin - first; at < end - first; at++) {
      equity[at] = cash[at] + invested[at];
    }
    if (flows) {
      for (int i = begin; i < end; i++) {
        unit[i - first] = state.unit(equity[i - first], 0);
        close(i, state);
      }
    }
  }

  private void addWorth(int s, double quantity, int begin, int end) {
    double[] closes = setting.closes(s);
    int[] table = setting.calendar().table(s);
    if (table.length > 0) {
      for (int i = begin; i < end; i++) {
        invested[i - first] += quantity * closes[table[i]];
      }
      return;
    }
    int row = setting.calendar().asOf(s, begin);
    for (int at = begin - first; at < end - first; at++) {
      invested[at] += quantity * closes[row++];
    }
  }

  private void nothing(int s, int begin, int end, Book book, SignalAction action) {
    int before = setting.calendar().asOf(s, begin - 1);
    int last = setting.calendar().asOf(s, end - 1);
    if (last > before) {
      actions[s].fill(before + 1, last + 1, action);
      book.decided(action);
      if (last > before + 1) {
        book.decided(action);
      }
    }
  }

  void filled(Fill fill) {
    fills.add(fill);
  }

  void traded(Trade trade) {
    trades.add(trade);
  }

  void skipped(int i, int s, Notes.Reason reason) {
    notes.add(setting.calendar().day(i), s, reason);
  }

  double[] equity() {
    return equity;
  }

  double[] cash() {
    return cash;
  }

  double[] invested() {
    return invested;
  }

  double[] flow() {
    return flow.length == 0 ? new double[equity.length] : flow;
  }

  double[] unit() {
    return unit;
  }

  List<Fill> fills() {
    return fills;
  }

  List<Trade> trades() {
    return trades;
  }

  List<String> notes() {
    return notes.sentences(setting);
  }
}
