package openbell.signal.planted;

import java.time.Instant;

/// A decision that depends on when it is made.
public class FeatureThatLooksAtTheClock {
  Instant clock() {
    return Instant.now();
  }
}
