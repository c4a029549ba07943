package openbell.worker.engine.portfolio;

/// Turns waiting orders into fills, sells before buys.
final class Filler {
  private final Setting setting;
  private final State state;
  private final Journal journal;
  private final Tariff tariff;

  Filler(Setting setting, State state, Journal journal) {
    this.setting = setting;
    this.state = state;
    this.journal = journal;
    this.tariff = setting.tariff();
  }

  /// Fills what can be filled on day `i`; an order whose symbol has no bar, or no price above 0,
  /// waits.
  void fill(int i, boolean atOpen) {
    if (!state.orders().isEmpty()) {
      fill(i, atOpen, false);
      fill(i, atOpen, true);
    }
  }

  private void fill(int i, boolean atOpen, boolean buys) {
    Orders orders = state.orders();
    for (int at = 0; at < orders.size(); at++) {
      Order order = orders.get(at);
      int row = order.buy() == buys ? setting.calendar().row(order.symbol(), i) : -1;
      if (row < 0) {
        continue;
      }
      double price = atOpen ? setting.open(order.symbol(), row) : setting.close(order.symbol(), i);
      if (price > 0 && price < Double.POSITIVE_INFINITY) {
        orders.remove(at--);
        fill(order, i, row, price);
      }
    }
  }

  private void fill(Order order, int i, int row, double price) {
    if (order.buy()) {
      buy(order, i, row, price);
    } else {
      sell(order, i, row, price);
    }
  }

  private void sell(Order order, int i, int row, double market) {
    double price = tariff.sellPrice(market);
    double value = order.quantity() * price;
    double fee = tariff.sellFee(value, order.quantity());
    if (setting.resizes() && fee > value && fee - value > state.usable()) {
      journal.skipped(i, order.symbol(), Notes.Reason.FEE);
      return;
    }
    state.add(value - fee);
    state.deployed(false);
    Fill fill = record(order, i, new Deal(-order.quantity(), price, fee), market);
    Book book = state.books()[order.symbol()];
    if (book.sell(fill)) {
      journal.traded(book.trade(fill, row));
    }
  }

  private void buy(Order order, int i, int row, double market) {
    double price = tariff.buyPrice(market);
    double wanted = order.wanted(price, tariff);
    double quantity =
        setting.resizes()
            ? tariff.affordable(wanted, price, state.usable() - order.buffer())
            : wanted;
    if (quantity <= 0) {
      journal.skipped(i, order.symbol(), Notes.Reason.NO_CASH);
      return;
    }
    double value = quantity * price;
    double fee = tariff.buyFee(value, quantity);
    state.add(-(value + fee));
    state.books()[order.symbol()].buy(
        record(order, i, new Deal(quantity, price, fee), market), row);
  }

  private record Deal(double quantity, double price, double fee) {}

  private Fill record(Order order, int i, Deal deal, double market) {
    state.paid(deal.fee(), deal.quantity() * (deal.price() - market));
    String symbol = setting.symbol(order.symbol());
    int day = setting.calendar().day(i);
    Fill fill = new Fill(i, day, symbol, deal.quantity(), deal.price(), deal.fee());
    journal.filled(fill);
    return fill;
  }
}
