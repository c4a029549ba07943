package openbell.signal.derive;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact;

/// Turns the engine's doubles into the decimals that people read.
final class Figures {

  /// The figures a notification shows, in the order it shows them.
  private static final List<String> SHOWN =
      List.of(
          "total_return",
          "cagr",
          "max_drawdown",
          "current_drawdown",
          "volatility",
          "sharpe",
          "exposure",
          "trades",
          "win_rate");

  private static final List<String> SHOWN_OF_BENCHMARK =
      List.of("total_return", "cagr", "max_drawdown");

  private Figures() {}

  /// A fraction, to a millionth.
  static BigDecimal ratio(double value) {
    return rounded(value, 6);
  }

  /// A price or a quantity, to a ten-thousandth.
  static BigDecimal price(double value) {
    return rounded(value, 4);
  }

  static BigDecimal money(double value) {
    return rounded(value, 2);
  }

  /// Metrics that could not be formed are absent, never zero.
  static Map<String, BigDecimal> shown(RunArtifact result) {
    Map<String, BigDecimal> figures = new LinkedHashMap<>();
    copy(SHOWN, result.metrics(), "", figures);
    copy(SHOWN_OF_BENCHMARK, result.benchmarkMetrics(), "benchmark_", figures);
    return figures;
  }

  private static void copy(
      List<String> keys, Map<String, Double> from, String prefix, Map<String, BigDecimal> to) {
    for (String key : keys) {
      Double value = from.get(key);
      if (value != null && Double.isFinite(value)) {
        to.put(prefix + key, ratio(value));
      }
    }
  }

  private static BigDecimal rounded(double value, int digits) {
    BigDecimal exact = new BigDecimal(Double.toString(value));
    BigDecimal cut = exact.setScale(digits, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return cut.scale() < 0 ? cut.setScale(0, RoundingMode.UNNECESSARY) : cut;
  }
}
