package openbell.scheduler.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Live progress: the stored log of runs, and the streams of those who watch.
@ConfigMapping(prefix = "openbell.live")
public interface ProgressConfig {

  /// How long the log of runs is kept, at least 1h.
  @WithDefault("14d")
  Duration keep();

  /// How often lines of the log that are too old are removed; `off` for never.
  @WithDefault("10m")
  String sweepEvery();

  /// Most streams at one scheduler.
  @WithDefault("10000")
  int streams();

  /// Most streams of one owner at one scheduler.
  @WithDefault("500")
  int streamsPerOwner();

  /// Most connections to PostgreSQL of the log and the streams, beside those of the API.
  @WithDefault("4")
  int connections();
}
