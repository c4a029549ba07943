package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;

/// The holding of one symbol, and the round trips it has made.
final class Book {
  private final String symbol;
  private double quantity;
  private double cost;
  private double bought;
  private double boughtValue;
  private double soldValue;
  private double fees;
  private int entryDay;
  private int entryRow;

  Book(String symbol) {
    this.symbol = symbol;
  }

  boolean held() {
    return quantity > 0;
  }

  double quantity() {
    return quantity;
  }

  /// Price paid per unit, without fees.
  double averagePrice() {
    return quantity > 0 ? cost / quantity : 0;
  }

  /// Fees of the position that is open.
  double openFees() {
    return quantity > 0 ? fees : 0;
  }

  LocalDate since() {
    return LocalDate.ofEpochDay(entryDay);
  }

  int entryRow() {
    return entryRow;
  }

  void buy(Fill fill, int row) {
    if (quantity == 0) {
      bought = 0;
      boughtValue = 0;
      soldValue = 0;
      fees = 0;
      cost = 0;
      entryDay = fill.day();
      entryRow = row;
    }
    quantity += fill.quantity();
    cost += fill.quantity() * fill.price();
    bought += fill.quantity();
    boughtValue += fill.quantity() * fill.price();
    fees += fill.fee();
  }

  /// Sells everything; the round trip is added to `trades`.
  void sell(Fill fill, int row, List<Trade> trades) {
    soldValue += -fill.quantity() * fill.price();
    fees += fill.fee();
    double pnl = soldValue - boughtValue - fees;
    trades.add(
        new Trade(
            symbol,
            LocalDate.ofEpochDay(entryDay),
            LocalDate.ofEpochDay(fill.day()),
            bought,
            boughtValue / bought,
            soldValue / bought,
            pnl,
            100 * pnl / boughtValue,
            row - entryRow));
    quantity = 0;
    cost = 0;
  }

  static List<Book> forAll(List<String> symbols) {
    List<Book> books = new ArrayList<>();
    symbols.forEach(symbol -> books.add(new Book(symbol)));
    return books;
  }
}
