package openbell.worker.engine.portfolio;

/// What was decided for one symbol at a close, to be filled later.
///
/// @param symbol index of the symbol
/// @param quantity fixed quantity, or 0 when the fill price decides
/// @param amount money for the buy
/// @param buffer cash that the fill must leave alone
record Order(int symbol, boolean buy, double quantity, double amount, double buffer) {

  static Order sell(int symbol, double quantity) {
    return new Order(symbol, false, quantity, 0, 0);
  }

  double wanted(double price, Tariff tariff) {
    return quantity > 0 ? quantity : tariff.wholeLots(amount / price);
  }
}
