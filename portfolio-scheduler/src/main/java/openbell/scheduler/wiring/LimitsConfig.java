package openbell.scheduler.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/// How much one owner may have.
@ConfigMapping(prefix = "openbell.limits")
public interface LimitsConfig {
  /// Living portfolios of one owner. A batch of all of them has to end within the morning.
  @WithDefault("100000")
  int portfolios();

  /// Runs that one owner asks for on one day in UTC: by hand, dry runs, impacts and repetitions,
  /// but
  /// not those of a schedule.
  @WithName("runs-a-day")
  @WithDefault("10000")
  int runsADay();

  /// Recipients that one document may name. More people can subscribe themselves.
  @WithDefault("100")
  int recipients();
}
