package openbell.runtime.messaging;

import java.util.concurrent.atomic.AtomicBoolean;

/// A limit that people hear of when it is passed, and not again until it was kept.
final class Crossing {
  private final AtomicBoolean above = new AtomicBoolean();

  /// True when the limit was kept so far and is not any more.
  boolean passed(boolean isAbove) {
    return above.getAndSet(isAbove) != isAbove && isAbove;
  }
}
