package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.signal.SignalAction;

/// One symbol of a portfolio: what is held of it, the round trip that is open, and what was decided
/// last.
final class Book {
  /// Long enough ago for every rest.
  private static final int NEVER = Integer.MIN_VALUE / 2;

  private double quantity;
  private double cost;
  private double bought;
  private double boughtValue;
  private double soldValue;
  private double fees;
  private int entryDay;
  private int entryRow;
  private int decidedRow;
  private int exitRow = NEVER;
  private SignalAction action = SignalAction.FLAT;
  private SignalAction previous = SignalAction.FLAT;

  Book() {}

  Book(Book other) {
    this.quantity = other.quantity;
    this.cost = other.cost;
    this.bought = other.bought;
    this.boughtValue = other.boughtValue;
    this.soldValue = other.soldValue;
    this.fees = other.fees;
    this.entryDay = other.entryDay;
    this.entryRow = other.entryRow;
    this.decidedRow = other.decidedRow;
    this.exitRow = other.exitRow;
    this.action = other.action;
    this.previous = other.previous;
  }

  boolean held() {
    return quantity > 0;
  }

  double quantity() {
    return quantity;
  }

  /// Price paid per unit of what is still held, without fees.
  double averagePrice() {
    return quantity > 0 ? cost / quantity : 0;
  }

  LocalDate since() {
    return LocalDate.ofEpochDay(entryDay);
  }

  /// What the symbol's newest bar decided, and the bar before it.
  SignalAction action() {
    return action;
  }

  SignalAction previous() {
    return previous;
  }

  void decided(SignalAction before, SignalAction now) {
    previous = before;
    action = now;
  }

  void entryDecided(int row) {
    decidedRow = row;
  }

  void exitDecided(int row) {
    exitRow = row;
  }

  /// True when the symbol has rested for more than `bars` bars since its exit was decided.
  boolean rested(int row, int bars) {
    return row - exitRow > bars;
  }

  /// True when the symbol has been held for more than `bars` bars since its entry was decided.
  boolean ripe(int row, int bars) {
    return row - decidedRow > bars;
  }

  void buy(Fill fill, int row) {
    if (quantity == 0) {
      cost = 0;
      bought = 0;
      boughtValue = 0;
      soldValue = 0;
      fees = 0;
      entryDay = fill.day();
      entryRow = row;
    }
    double value = fill.quantity() * fill.price();
    quantity += fill.quantity();
    cost += value;
    bought += fill.quantity();
    boughtValue += value;
    fees += fill.fee();
  }

  /// Sells a part at the average price paid, or everything.
  ///
  /// @return true when nothing is left and the round trip is complete
  boolean sell(Fill fill) {
    double sold = -fill.quantity();
    soldValue += sold * fill.price();
    fees += fill.fee();
    if (sold >= quantity) {
      quantity = 0;
      cost = 0;
      return true;
    }
    double left = quantity - sold;
    cost *= left / quantity;
    quantity = left;
    return false;
  }

  /// The round trip that the last sale has completed, flat to flat.
  Trade trade(Fill last, int row) {
    double pnl = soldValue - boughtValue - fees;
    return new Trade(
        last.symbol(),
        LocalDate.ofEpochDay(entryDay),
        LocalDate.ofEpochDay(last.day()),
        bought,
        boughtValue / bought,
        soldValue / bought,
        pnl,
        100 * pnl / boughtValue,
        row - entryRow);
  }
}
