package openbell.signal.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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
}
