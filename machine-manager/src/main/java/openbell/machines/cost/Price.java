package openbell.machines.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a machine costs while it runs.
///
/// @param picosPerSecond in 10^-12 of the currency; zero when machines cost nothing extra
/// @param currency e.g. `USD`
/// @param asOf when somebody looked the price up; null when nobody said
public record Price(long picosPerSecond, String currency, @Nullable LocalDate asOf) {
  private static final int PICO_DIGITS = 12;
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);
  private static final double MICROS_PER_SECOND = 1e6;

  public Price {
    if (picosPerSecond < 0) {
      throw new IllegalArgumentException("a machine costs nothing or more");
    }
    if (currency.isBlank()) {
      throw new IllegalArgumentException("a price has a currency");
    }
  }

  /// @param amount of the currency for one hour of one machine
  public static Price perHour(BigDecimal amount, String currency, @Nullable LocalDate asOf) {
    long picos =
        amount
            .scaleByPowerOfTen(PICO_DIGITS)
            .divide(SECONDS_PER_HOUR, 0, RoundingMode.HALF_UP)
            .longValueExact();
    return new Price(picos, currency, asOf);
  }

  /// What a time of one machine costs, in 10^-12.
  public long of(Duration machineTime) {
    return ofMicros(machineTime.toNanos() / 1_000);
  }

  long ofMicros(long machineMicros) {
    return Math.round(machineMicros / MICROS_PER_SECOND * picosPerSecond);
  }

  /// As an amount of the currency, to nine digits after the point.
  public static BigDecimal amount(long picos) {
    return BigDecimal.valueOf(picos, PICO_DIGITS).setScale(9, RoundingMode.HALF_UP);
  }
}
