package openbell.worker.engine.proof;

/// What the signals of a strategy say, by symbol and own bar.
///
/// @param rank numbers that order the buys, empty for the declared order
/// @param aimed target weights, empty without
record Decisions(boolean[][] buy, boolean[][] sell, double[][] rank, double[][] aimed) {}
