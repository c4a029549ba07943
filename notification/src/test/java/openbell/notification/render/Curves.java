package openbell.notification.render;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Random;

/// Curves of portfolios that never were.
final class Curves {
  private Curves() {}

  /// A year and a half of a portfolio, with or without a benchmark; the same for the same seed.
  static byte[] csv(int seed, int sessions, boolean benchmark) {
    StringBuilder csv = new StringBuilder("Date,Equity,Cash,Drawdown");
    csv.append(benchmark ? ",Benchmark\n" : "\n");
    Random random = new Random(seed);
    double equity = 10_000;
    double other = 10_000;
    LocalDate date = Letters.DAY.minusDays(sessions);
    for (int i = 0; i < sessions; i++) {
      equity *= 1 + 0.0007 + 0.011 * random.nextGaussian();
      other *= 1 + 0.0004 + 0.009 * random.nextGaussian();
      csv.append(date.plusDays(i)).append(',').append(Math.round(equity * 100) / 100.0);
      csv.append(",0,0");
      csv.append(benchmark ? "," + Math.round(other * 100) / 100.0 : "").append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }
}
