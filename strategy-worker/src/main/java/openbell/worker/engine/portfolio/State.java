package openbell.worker.engine.portfolio;

/// Where a portfolio stands after a day: everything the next day depends on, and nothing older.
///
/// A few hundred bytes, whatever the length of the history. {@link Simulator#advance} moves it on.
/// The last day is still open: with fills at the close, its orders are filled only when a next day
/// shows that it was not the last.
public final class State {
  private final Book[] books;
  private final Orders orders;
  private final double contribution;
  private int day = -1;
  private double usable;
  private int arriving;
  private boolean undeployed = true;
  private double closedEquity;
  private double closedUnit;
  private double fees;
  private double slippage;

  private State(Book[] books, Orders orders, double contribution) {
    this.books = books;
    this.orders = orders;
    this.contribution = contribution;
  }

  /// Before the first day.
  ///
  /// @param symbols how many the portfolio may hold
  public static State start(CapitalPlan plan, int symbols) {
    Book[] books = new Book[symbols];
    for (int s = 0; s < symbols; s++) {
      books[s] = new Book();
    }
    double each = plan.sizing() instanceof CapitalPlan.Contributions c ? c.amount() : 0;
    State state = new State(books, new Orders(symbols), each);
    state.usable = plan.initialCapital();
    state.closedEquity = plan.initialCapital();
    state.closedUnit = plan.startUnit();
    return state;
  }

  /// A state that can be advanced without changing this one.
  public State copy() {
    Book[] copies = new Book[books.length];
    for (int s = 0; s < books.length; s++) {
      copies[s] = new Book(books[s]);
    }
    State copy = new State(copies, new Orders(orders), contribution);
    copy.day = day;
    copy.usable = usable;
    copy.arriving = arriving;
    copy.undeployed = undeployed;
    copy.closedEquity = closedEquity;
    copy.closedUnit = closedUnit;
    copy.fees = fees;
    copy.slippage = slippage;
    return copy;
  }

  /// Index of the last day in the portfolio's calendar, -1 before the first.
  public int day() {
    return day;
  }

  void reach(int newDay) {
    day = newDay;
  }

  Book[] books() {
    return books;
  }

  Orders orders() {
    return orders;
  }

  /// All cash, settled or not.
  public double cash() {
    return usable + arriving * contribution;
  }

  /// Cash that orders may use.
  double usable() {
    return usable;
  }

  void bought(double money) {
    usable -= money;
  }

  /// What a sale brings back can be used at once.
  void sold(double money) {
    usable += money;
    undeployed = true;
  }

  /// New money that cannot be used yet.
  void announce() {
    arriving++;
  }

  boolean awaitsMoney() {
    return arriving > 0;
  }

  void settle() {
    arriving--;
    usable += contribution;
    undeployed = true;
  }

  /// True while money has become usable that no order has been made for.
  boolean undeployed() {
    return undeployed;
  }

  void deployed() {
    undeployed = false;
  }

  /// Fund unit value at a close. Flows never enter returns: it grows by what the money earned.
  double unit(double equity, double flow) {
    return closedUnit * (equity / (closedEquity + flow));
  }

  void close(double equity, double unit) {
    closedEquity = equity;
    closedUnit = unit;
  }

  double fees() {
    return fees;
  }

  double slippage() {
    return slippage;
  }

  void paid(double fee, double slipped) {
    fees += fee;
    slippage += slipped;
  }
}
