package openbell.worker.engine.portfolio;

/// A trade that took place.
///
/// @param bar index in the portfolio's calendar
/// @param quantity negative for sells
/// @param fee money
public record Fill(int bar, int day, String symbol, double quantity, double price, double fee) {}
