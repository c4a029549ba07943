package openbell.machines.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// What machines cost, and how long it is known what they did.
@ConfigMapping(prefix = "openbell.costs")
public interface CostConfig {

  /// Price of one machine for one hour. 0 where machines cost nothing extra; machine time is
  /// counted all the same.
  @WithDefault("0")
  BigDecimal machineHour();

  /// Currency of the price.
  @WithDefault("USD")
  String currency();

  /// When the price was looked up, as `2026-11-20`; shown beside every amount.
  Optional<LocalDate> priceDate();

  /// How long single runs are kept; later their days and portfolios are known, not they.
  @WithDefault("P35D")
  Duration keepRuns();

  /// How long days, portfolios and the times of machines are kept.
  @WithDefault("P400D")
  Duration keepDays();
}
