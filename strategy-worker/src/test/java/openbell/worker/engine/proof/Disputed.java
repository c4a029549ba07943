package openbell.worker.engine.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import openbell.model.strategy.Primitive;

/// What production and the reference are known to compute differently, each with the reason. Random
/// documents keep away from it.
final class Disputed {
  private Disputed() {}

  /// TA-Lib starts each average of an exponential PPO at its own first value; production starts the
  /// fast one where the slow one starts, as MACD does.
  static void avoid(Primitive primitive, ObjectNode params) {
    if (primitive.name().equals("PPO")) {
      params.put("method", "simple");
    }
    if (ofDeviation(primitive) && params.path("period").asInt() == 2) {
      params.put("period", 3);
    }
  }

  /// Production takes deviations from running sums of squares: of two nearly equal values only
  /// about
  /// seven digits are left.
  private static boolean ofDeviation(Primitive primitive) {
    return primitive.name().equals("ZScore") || primitive.name().equals("BollingerBands");
  }
}
