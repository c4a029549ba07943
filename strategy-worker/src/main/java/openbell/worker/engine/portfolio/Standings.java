package openbell.worker.engine.portfolio;

import java.util.ArrayList;
import java.util.List;

/// Where the symbols stand after the last day, waiting orders seen as if filled at the last close.
final class Standings {
  private final Setting setting;
  private final State state;
  private final double[] ordered;
  private double left;

  Standings(Setting setting, State state) {
    this.setting = setting;
    this.state = state;
    this.ordered = new double[setting.symbols()];
    this.left = state.usable();
  }

  List<Simulation.Standing> all() {
    fill(false);
    fill(true);
    List<Simulation.Standing> standings = new ArrayList<>(ordered.length);
    for (int s = 0; s < ordered.length; s++) {
      Book book = state.books()[s];
      standings.add(
          new Simulation.Standing(
              book.quantity(), book.averagePrice(), book.held() ? book.since() : null, ordered[s]));
    }
    return standings;
  }

  private void fill(boolean buys) {
    for (int at = 0; at < state.orders().size(); at++) {
      Order order = state.orders().get(at);
      if (order.buy() == buys) {
        double close = setting.close(order.symbol(), state.day());
        ordered[order.symbol()] = buys ? buy(order, close) : -sell(order, close);
      }
    }
  }

  private double sell(Order order, double close) {
    Tariff tariff = setting.tariff();
    double value = order.quantity() * tariff.sellPrice(close);
    left += value - tariff.sellFee(value, order.quantity());
    return order.quantity();
  }

  private double buy(Order order, double close) {
    Tariff tariff = setting.tariff();
    double price = tariff.buyPrice(close);
    double wanted = order.wanted(price, tariff);
    double quantity =
        setting.resizes() ? tariff.affordable(wanted, price, left - order.buffer()) : wanted;
    left -= tariff.cost(quantity, price);
    return quantity;
  }
}
