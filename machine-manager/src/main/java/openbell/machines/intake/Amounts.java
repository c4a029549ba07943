package openbell.machines.intake;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import openbell.machines.cost.Price;

/// Times and money in words.
final class Amounts {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final MathContext TWO = new MathContext(2, RoundingMode.HALF_UP);

  private Amounts() {}

  /// `0.000042 USD`: two digits that say something, at least two after the point.
  static String money(long picos, String currency) {
    BigDecimal amount = Price.amount(picos);
    BigDecimal shown =
        amount.abs().compareTo(CENT) >= 0 || amount.signum() == 0
            ? amount.setScale(2, RoundingMode.HALF_UP)
            : amount.round(TWO).stripTrailingZeros();
    return shown.toPlainString() + " " + currency;
  }

  /// `3 h 20 min`, `2 min 5 s`, `1.25 s`, `3.1 ms`.
  static String time(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds >= 3_600) {
      return "%d h %d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
    }
    if (seconds >= 60) {
      return "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
    double millis = duration.toNanos() / 1e6;
    if (millis == 0) {
      return "0";
    }
    return millis >= 1_000
        ? String.format(Locale.ROOT, "%.2f s", millis / 1e3)
        : String.format(Locale.ROOT, "%.1f ms", millis);
  }
}
