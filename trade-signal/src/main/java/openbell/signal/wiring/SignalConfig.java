package openbell.signal.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/// Settings of trade-signal.
@ConfigMapping(prefix = "openbell.signal")
public interface SignalConfig {

  /// Weights that differ by no more than this are the same. Raised: fewer mails about small
  /// resizes, and a slow drift may go unsaid.
  @WithDefault("0.0001")
  double weightTolerance();

  /// Domains whose addresses need no confirmation, because the operator vouches for them. Every
  /// other new address is pending and gets no mail.
  @WithDefault("example.com,localhost")
  Set<String> confirmedDomains();

  /// How often notifications that were sent and not yet taken are looked for; `off` for never.
  @WithDefault("60s")
  String vouchEvery();

  /// How long a notification may be on its way before it is looked for. Shorter notices a queue
  /// that lost its data sooner, and asks it more.
  @WithDefault("3m")
  Duration vouchAfter();
}
