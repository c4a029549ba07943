package openbell.runtime.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often keys that do not count may be tried from one address: a bucket that refills evenly, in
/// the memory of this process. Keys are too long to be guessed; this keeps guessing from costing
/// the database anything.
public final class LoginAttempts {
  /// Addresses counted at once. One pushed out starts with a full bucket.
  static final int MOST_ADDRESSES = 10_000;

  private final int perMinute;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /// @param perMinute at least 1; also the most at once
  public LoginAttempts(int perMinute, Clock clock) {
    if (perMinute < 1) {
      throw new IllegalArgumentException("an address needs at least one login per minute");
    }
    this.perMinute = perMinute;
    this.time = new ClockMeter(clock);
  }

  /// Counts a login before it is known how it ends, so that many at once are counted as well.
  ///
  /// @return zero when it may be tried, otherwise how long to wait
  public Duration begin(String address) {
    return Duration.ofNanos(
        bucket(address).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  /// The key counted, so the login does not.
  public void succeeded(String address) {
    bucket(address).addTokens(1);
  }

  private Bucket bucket(String address) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(address, _ -> full());
    }
  }

  private Bucket full() {
    Bandwidth evenly =
        Bandwidth.builder()
            .capacity(perMinute)
            .refillGreedy(perMinute, Duration.ofMinutes(1))
            .build();
    return Bucket.builder().addLimit(evenly).withCustomTimePrecision(time).build();
  }
}
