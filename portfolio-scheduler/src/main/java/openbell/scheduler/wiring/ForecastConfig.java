package openbell.scheduler.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What machines are told about work to come.
@ConfigMapping(prefix = "openbell.forecast")
public interface ForecastConfig {
  /// How often the schedules are looked at for what they will ask for; `off` for never.
  @WithDefault("60s")
  String every();

  /// How far it looks ahead.
  @WithDefault("24h")
  Duration horizon();

  /// What was told is told again after this time, changed or not.
  @WithDefault("30m")
  Duration again();
}
