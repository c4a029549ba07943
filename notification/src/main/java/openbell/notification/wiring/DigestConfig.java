package openbell.notification.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of daily digests.
@ConfigMapping(prefix = "openbell.digest")
public interface DigestConfig {

  /// How long after the market's open a digest closes; for what comes after the open, how long
  /// after its first item. Raised: a slow portfolio is in the digest more often, and everybody's
  /// digest comes later.
  @WithDefault("10m")
  Duration closeAfter();
}
