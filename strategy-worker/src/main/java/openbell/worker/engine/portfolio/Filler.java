package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import java.util.List;
import openbell.model.artifact.RunArtifact.Trade;
import openbell.model.portfolio.Execution;
import openbell.worker.engine.series.BarSeries;

/// Turns waiting orders into fills.
final class Filler {
  private final Holdings holdings;
  private final Account account;
  private final List<Book> books;
  private final Notes notes;
  private final List<Fill> fills;
  private final List<Trade> trades;
  private final Tariff tariff;
  private final boolean resize;
  private double fees;
  private double slippage;
  private boolean sold;

  Filler(
      Holdings holdings,
      Account account,
      List<Book> books,
      Notes notes,
      List<Fill> fills,
      List<Trade> trades) {
    this.holdings = holdings;
    this.account = account;
    this.books = books;
    this.notes = notes;
    this.fills = fills;
    this.trades = trades;
    Execution execution = holdings.definition().execution();
    this.tariff = Tariff.of(holdings.definition().costs(), execution);
    this.resize = execution.onCashShortage() == Execution.OnCashShortage.RESIZE;
  }

  double fees() {
    return fees;
  }

  double slippage() {
    return slippage;
  }

  /// True once after a sale.
  boolean takeSold() {
    boolean answer = sold;
    sold = false;
    return answer;
  }

  /// Fills what can be filled on day `i`; an order whose symbol has no bar waits.
  void fill(Orders waiting, int i, boolean atOpen) {
    if (waiting.isEmpty()) {
      return;
    }
    for (Order order : waiting.inFillOrder()) {
      int row = holdings.calendar().row(order.symbol(), i);
      if (row < 0) {
        continue;
      }
      waiting.remove(order);
      BarSeries bars = holdings.symbols().get(order.symbol()).bars();
      double price = (atOpen ? bars.open() : bars.close())[row];
      if (order.buy()) {
        buy(order, i, row, price);
      } else {
        sell(order, i, row, price);
      }
    }
  }

  private void sell(Order order, int i, int row, double market) {
    Book book = books.get(order.symbol());
    double price = tariff.sellPrice(market);
    double value = order.quantity() * price;
    double fee = tariff.sellFee(value, order.quantity());
    account.add(value - fee);
    book.sell(record(order, i, -order.quantity(), price, fee), row, trades);
    slippage += order.quantity() * (market - price);
    sold = true;
  }

  private void buy(Order order, int i, int row, double market) {
    double price = tariff.buyPrice(market);
    double wanted = order.wanted(price, tariff);
    double quantity =
        resize ? tariff.affordable(wanted, price, account.usable() - order.buffer()) : wanted;
    if (quantity <= 0) {
      notes.add(
          LocalDate.ofEpochDay(holdings.calendar().days()[i])
              + ": buy of "
              + holdings.symbols().get(order.symbol()).bars().symbol()
              + " skipped, no cash");
      return;
    }
    double value = quantity * price;
    double fee = tariff.buyFee(value, quantity);
    account.add(-(value + fee));
    books.get(order.symbol()).buy(record(order, i, quantity, price, fee), row);
    slippage += quantity * (price - market);
  }

  private Fill record(Order order, int i, double quantity, double price, double fee) {
    String symbol = holdings.symbols().get(order.symbol()).bars().symbol();
    Fill fill = new Fill(i, holdings.calendar().days()[i], symbol, quantity, price, fee);
    fills.add(fill);
    fees += fee;
    return fill;
  }
}
