package openbell.bench.engine;

import java.util.Map;
import openbell.model.strategy.Params;

/// The six indicators that are compared, with the numbers most people use.
enum Indication {
  SMA("SMA", 1),
  EMA("EMA", 1),
  RSI("RSI", 1),
  ATR("ATR", 1),
  MACD("MACD", 3),
  BOLLINGER("BollingerBands", 3);

  private final String type;
  private final int compared;

  Indication(String type, int compared) {
    this.type = type;
    this.compared = compared;
  }

  /// Name of the type in documents.
  String type() {
    return type;
  }

  /// How many of its outputs, in order, both sides have.
  int compared() {
    return compared;
  }

  Params params() {
    return new Params(
        switch (this) {
          case SMA, EMA -> Map.of("period", 20);
          case RSI, ATR -> Map.of("period", 14);
          case MACD -> Map.of("fast_period", 12, "slow_period", 26, "signal_period", 9);
          case BOLLINGER -> Map.of("period", 20, "stddev", 2);
        });
  }
}
