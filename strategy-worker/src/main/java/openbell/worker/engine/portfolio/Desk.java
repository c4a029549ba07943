package openbell.worker.engine.portfolio;

import openbell.model.signal.SignalAction;

/// Decides at a close what is to be traded.
interface Desk {
  /// Reads the signals at the close of day `i` and makes orders.
  void decide(int i);

  /// The first day after `i` on which anything could be decided, if nothing is filled before.
  int next(int i);

  /// Orders the sale of everything that is held.
  static void exit(State state, Journal journal, int s, int row) {
    Book book = state.books()[s];
    journal.decided(s, row, SignalAction.EXIT);
    book.exitDecided(row);
    state.orders().add(Order.sell(s, book.quantity()));
  }
}
