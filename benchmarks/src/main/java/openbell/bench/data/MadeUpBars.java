package openbell.bench.data;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.SplittableRandom;
import openbell.model.market.BarColumns;

/// A seeded random walk on weekdays, with prices in cents: the same on every machine.
final class MadeUpBars {
  private static final long SEED = 20_260_105;
  private static final LocalDate FIRST = LocalDate.of(2006, 1, 2);

  private MadeUpBars() {}

  static BarColumns of(int bars) {
    SplittableRandom random = new SplittableRandom(SEED);
    int[] days = new int[bars];
    double[][] columns = new double[BarColumns.COLUMNS][bars];
    LocalDate day = FIRST;
    double price = 100;
    for (int t = 0; t < bars; t++) {
      days[t] = (int) day.toEpochDay();
      day = day.plusDays(day.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
      double open = cents(price * (1 + 0.004 * random.nextGaussian()));
      double close = cents(open * (1 + 0.012 * random.nextGaussian()));
      columns[0][t] = open;
      columns[1][t] = cents(Math.max(open, close) * (1 + 0.005 * random.nextDouble()));
      columns[2][t] = cents(Math.min(open, close) * (1 - 0.005 * random.nextDouble()));
      columns[3][t] = close;
      columns[4][t] = 20_000_000L + random.nextLong(80_000_000L);
      price = Math.max(5, close);
    }
    return new BarColumns(days, columns);
  }

  private static double cents(double price) {
    return Math.round(price * 100) / 100.0;
  }

  static byte[] csv(BarColumns bars) {
    StringBuilder text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
    for (int t = 0; t < bars.size(); t++) {
      text.append(LocalDate.ofEpochDay(bars.days()[t]));
      for (int c = 0; c < 4; c++) {
        text.append(',').append(bars.ohlcv()[c][t]);
      }
      text.append(',').append((long) bars.volume()[t]).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
