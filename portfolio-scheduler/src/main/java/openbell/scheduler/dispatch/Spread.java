package openbell.scheduler.dispatch;

import java.time.Duration;
import openbell.model.portfolio.PortfolioId;

/// Which moment of a spread belongs to a portfolio. Pure.
final class Spread {
  /// FNV-1a, 64 bits: the same on every machine and for ever.
  private static final long BASIS = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;

  private Spread() {}

  /// From zero to just below `width`, in milliseconds; always the same for a portfolio.
  static Duration share(PortfolioId portfolio, Duration width) {
    long hash = BASIS;
    for (int i = 0; i < portfolio.value().length(); i++) {
      hash = (hash ^ portfolio.value().charAt(i)) * PRIME;
    }
    // The low bits of FNV follow the last letter closely.
    hash ^= hash >>> 33;
    return Duration.ofMillis(Long.remainderUnsigned(hash, Math.max(1, width.toMillis())));
  }
}
