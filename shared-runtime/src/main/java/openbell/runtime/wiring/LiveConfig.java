package openbell.runtime.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What services tell about runs while they happen. It travels by the server that keeps the jobs.
@ConfigMapping(prefix = "openbell.progress")
public interface LiveConfig {

  /// Rest of a process between two batches that it sends. Longer: fewer commands, later news.
  @WithDefault("50ms")
  Duration linger();

  /// Events that wait in a process at most while the server is away; more are dropped and counted
  /// in `live_dropped_total`.
  @WithDefault("20000")
  int capacity();

  /// Share of a connection pool in use that operators are told of, 0.1 to 1.
  @WithDefault("0.8")
  double poolAlert();
}
