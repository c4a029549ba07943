package openbell.machines.adapter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Token buckets by key: how long a request must wait so that no limit is exceeded.
///
/// A bucket begins with one token and not full: the manager before this one may have emptied it.
final class RequestRates {
  private static final double SECOND = 1e9;
  private static final int MOST_BUCKETS = 10_000;

  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();

  /// @param perSecond tokens that come back
  /// @param burst tokens that a bucket holds
  record Rate(double perSecond, double burst) {}

  /// What a request takes a token from.
  record Claim(String key, Rate rate) {}

  private record Bucket(double tokens, Instant at) {}

  RequestRates(Clock clock) {
    this.clock = clock;
  }

  /// Takes a token from each, or from none when that would mean to wait for longer than `patience`.
  ///
  /// @return time until the request may be sent; longer than `patience`: not at all
  synchronized Duration take(Iterable<Claim> claims, Duration patience) {
    Instant now = clock.instant();
    Duration wait = Duration.ZERO;
    for (Claim claim : claims) {
      Duration own = waitOf(claim.rate(), now(claim, now));
      wait = own.compareTo(wait) > 0 ? own : wait;
    }
    if (wait.compareTo(patience) > 0) {
      return wait;
    }
    if (buckets.size() > MOST_BUCKETS) {
      // Keys come from what the fleet lists; old ones have long been full again.
      buckets.clear();
    }
    for (Claim claim : claims) {
      buckets.put(claim.key(), new Bucket(now(claim, now) - 1, now));
    }
    return wait;
  }

  private double now(Claim claim, Instant now) {
    Bucket bucket = buckets.get(claim.key());
    if (bucket == null) {
      return 1;
    }
    double since = Math.max(Duration.between(bucket.at(), now).toNanos() / SECOND, 0);
    return Math.min(bucket.tokens() + since * claim.rate().perSecond(), claim.rate().burst());
  }

  private static Duration waitOf(Rate rate, double tokens) {
    return tokens >= 1
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil((1 - tokens) / rate.perSecond() * SECOND));
  }
}
