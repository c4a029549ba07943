package openbell.notification.deliver;

import java.util.Optional;

/// Says what the provider allows.
public interface Account {

  /// Asks the provider; empty when it says nothing, so that what was last known stays.
  Optional<Bucket.Limits> limits();
}
