package openbell.worker.engine.portfolio;

/// Orders that wait for their fill: at most one per symbol, in the order they were made.
final class Orders {
  private final Order[] waiting;
  private int size;

  Orders(int symbols) {
    waiting = new Order[symbols];
  }

  Orders(Orders other) {
    waiting = other.waiting.clone();
    size = other.size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  Order get(int at) {
    return waiting[at];
  }

  void add(Order order) {
    waiting[size++] = order;
  }

  void remove(int at) {
    size--;
    System.arraycopy(waiting, at + 1, waiting, at, size - at);
  }

  boolean waitsFor(int symbol) {
    for (int at = 0; at < size; at++) {
      if (waiting[at].symbol() == symbol) {
        return true;
      }
    }
    return false;
  }
}
