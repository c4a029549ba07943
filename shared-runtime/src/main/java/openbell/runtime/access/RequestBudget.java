package openbell.runtime.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import openbell.model.portfolio.Owner;

/// How many requests an owner has left: a bucket that refills evenly.
///
/// Counts authenticated owners only, so that anonymous requests cannot push a real owner out.
public final class RequestBudget {

  /// Owners counted at once. One pushed out starts with a full bucket, which harms nobody.
  static final int MOST_OWNERS = 10_000;

  private final int perMinute;
  private final Clock clock;
  private final Map<Owner, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Owner, Bucket> eldest) {
          return size() > MOST_OWNERS;
        }
      };

  private record Bucket(double left, Instant at) {}

  /// @param perMinute at least 1; also the most at once
  public RequestBudget(int perMinute, Clock clock) {
    if (perMinute < 1) {
      throw new IllegalArgumentException("an owner needs at least one request per minute");
    }
    this.perMinute = perMinute;
    this.clock = clock;
  }

  /// Takes one request; zero when it was there, otherwise how long to wait for the next.
  public synchronized Duration take(Owner owner) {
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(owner, new Bucket(perMinute, now));
    double seconds = Math.max(0, Duration.between(before.at(), now).toMillis() / 1000.0);
    double left = Math.min(perMinute, before.left() + seconds * perMinute / 60);
    if (left < 1) {
      buckets.put(owner, new Bucket(left, now));
      return Duration.ofMillis((long) Math.ceil((1 - left) * 60_000 / perMinute));
    }
    buckets.put(owner, new Bucket(left - 1, now));
    return Duration.ZERO;
  }
}
