package openbell.notification.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the copies of what was sent.
@ConfigMapping(prefix = "openbell.mailbox")
public interface ArchiveConfig {

  /// How long the copy of a mail is kept. Shorter takes less room in the database; an older mail is
  /// then shown as it would be printed today.
  @WithDefault("400d")
  Duration keepCopies();

  /// How often one mail may be sent again by its owner.
  @WithDefault("3")
  int mostResends();
}
