package openbell.worker.market;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import openbell.runtime.cache.ValueCache;

/// What all workers know about the bars of a provider, in the cache that they share.
///
/// Three keys per symbol: `bars:<provider>:<symbol>` holds the last answer, `…:lease` who asks now,
/// `…:refused` that the source failed lately.
final class SharedBars {
  private static final byte[] TAKEN = "taken".getBytes(StandardCharsets.US_ASCII);

  private final ValueCache cache;
  private final String prefix;

  SharedBars(ValueCache cache, String provider) {
    this.cache = cache;
    this.prefix = "bars:" + provider + ":";
  }

  Optional<PackedBars> find(String symbol) {
    return cache.get(prefix + symbol).flatMap(PackedBars::read);
  }

  /// An answer that is too long for the cache stays in the memory of who fetched it.
  void keep(String symbol, PackedBars bars, Duration ttl) {
    byte[] value = bars.bytes();
    if (value.length <= ValueCache.LARGEST_VALUE) {
      cache.put(prefix + symbol, value, ttl);
    }
  }

  void forget(String symbol) {
    cache.remove(prefix + symbol);
  }

  Optional<Refusal> refusal(String symbol) {
    return cache.get(prefix + symbol + ":refused").flatMap(Refusal::read);
  }

  void refuse(String symbol, Refusal refusal, Duration ttl) {
    cache.put(prefix + symbol + ":refused", refusal.bytes(), ttl);
  }

  /// Whether this process is the one that asks now.
  boolean lease(String symbol, Duration ttl) {
    return cache.putIfAbsent(prefix + symbol + ":lease", TAKEN, ttl);
  }

  void release(String symbol) {
    cache.remove(prefix + symbol + ":lease");
  }
}
