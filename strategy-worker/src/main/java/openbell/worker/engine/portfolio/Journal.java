package openbell.worker.engine.portfolio;

import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.signal.SignalAction;

/// Writes down what changed, from the last day that a state has seen to the end of the calendar.
final class Journal {
  private final Setting setting;
  private final State state;
  private final Curves curves;
  private final Stairs cash = new Stairs();
  private final Stairs[] pieces;
  private final Actions[] actions;
  private final List<Fill> fills = new ArrayList<>();
  private final List<Trade> trades = new ArrayList<>();
  private final Notes notes = new Notes();

  Journal(Setting setting, State state) {
    this.setting = setting;
    this.state = state;
    int first = Math.max(0, state.day());
    this.curves = new Curves(setting, first);
    this.pieces = new Stairs[setting.symbols()];
    this.actions = new Actions[pieces.length];
    for (int s = 0; s < pieces.length; s++) {
      Book book = state.books()[s];
      // On the first day of all no bar has decided yet.
      int newest = setting.calendar().asOf(s, first) - (state.day() < 0 ? 1 : 0);
      actions[s] = new Actions(book, newest, setting.bars(s));
      pieces[s] = new Stairs();
      pieces[s].set(first, book.quantity());
    }
    cash.set(first, state.cash());
  }

  void decided(int s, int row, SignalAction action) {
    actions[s].nothing(row, state.books()[s].held());
    actions[s].set(row, action);
  }

  /// @param arrived money that came in on day `i`
  void money(int i, double arrived) {
    curves.flow(i, arrived);
    cash.set(i, state.cash());
  }

  /// What a symbol with an order that waits for a price decided on the bar before.
  void repeated(int s, int row) {
    decided(s, row, actions[s].get(row - 1));
  }

  /// Told before a fill: until then nothing had changed.
  void filling(int s, int row) {
    actions[s].nothing(row, state.books()[s].held());
  }

  /// Told after a fill.
  void filled(int s, Fill fill) {
    fills.add(fill);
    pieces[s].set(fill.bar(), state.books()[s].quantity());
    cash.set(fill.bar(), state.cash());
  }

  void traded(Trade trade) {
    trades.add(trade);
  }

  void skipped(int i, int s, Notes.Reason reason) {
    notes.add(setting.calendar().day(i), s, reason);
  }

  /// Makes the values of all days of what changed on some, and leaves in the state what the next
  /// day needs of them.
  void finish() {
    curves.draw(cash, pieces);
    curves.drawUnits(state);
    for (int s = 0; s < actions.length; s++) {
      Book book = state.books()[s];
      int newest = setting.calendar().asOf(s, state.day());
      actions[s].nothing(newest + 1, book.held());
      book.decided(actions[s].get(newest - 1), actions[s].get(newest));
    }
  }

  Curves curves() {
    return curves;
  }

  SignalAction action(int s, int row) {
    return actions[s].get(row);
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
