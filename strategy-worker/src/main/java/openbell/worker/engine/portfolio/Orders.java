package openbell.worker.engine.portfolio;

import java.util.ArrayList;
import java.util.List;

/// Orders that wait for their fill: at most one per symbol, in the order they were made.
final class Orders {
  private final boolean[] waiting;
  private final List<Order> sells = new ArrayList<>();
  private final List<Order> buys = new ArrayList<>();

  Orders(int symbols) {
    waiting = new boolean[symbols];
  }

  void add(Order order) {
    waiting[order.symbol()] = true;
    (order.buy() ? buys : sells).add(order);
  }

  boolean isEmpty() {
    return sells.isEmpty() && buys.isEmpty();
  }

  boolean waitsFor(int symbol) {
    return waiting[symbol];
  }

  /// Sells before buys.
  List<Order> inFillOrder() {
    List<Order> all = new ArrayList<>(sells);
    all.addAll(buys);
    return all;
  }

  void remove(Order order) {
    waiting[order.symbol()] = false;
    (order.buy() ? buys : sells).remove(order);
  }

  int count(boolean buy) {
    return (buy ? buys : sells).size();
  }
}
