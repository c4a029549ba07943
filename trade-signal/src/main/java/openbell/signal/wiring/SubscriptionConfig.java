package openbell.signal.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Limits on what can be asked of addresses that did not ask for it.
@ConfigMapping(prefix = "openbell.subscription")
public interface SubscriptionConfig {

  /// Confirmation mails to one address in 24 hours, over all portfolios and owners. Raised: whoever
  /// lost one can have another sooner, and whoever reads the address can be bothered more.
  @WithDefault("3")
  int confirmationsPerAddress();

  /// Confirmation mails that one owner may ask for in 24 hours. Raised: long lists are confirmed
  /// sooner, and a stolen key can send more.
  @WithDefault("50")
  int confirmationsPerOwner();

  /// Test mails to one address in 24 hours.
  @WithDefault("5")
  int testsPerAddress();

  /// Uses of one link of a mail per minute; beyond it the answer is 429.
  @WithDefault("30")
  int usesPerMinute();
}
