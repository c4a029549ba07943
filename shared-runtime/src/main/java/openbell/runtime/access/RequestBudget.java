package openbell.runtime.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import openbell.model.portfolio.Owner;

/// How many requests an owner has left: a bucket that refills evenly, in the memory of this
/// process.
///
/// Counts authenticated owners only, so that anonymous requests cannot push a real owner out.
public final class RequestBudget {

  /// Owners counted at once. One pushed out starts with a full bucket, which harms nobody.
  static final int MOST_OWNERS = 10_000;

  private final int perMinute;
  private final TimeMeter time;
  private final Map<Owner, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Owner, Bucket> eldest) {
          return size() > MOST_OWNERS;
        }
      };

  /// What was left after a request was asked for.
  ///
  /// @param limit most at once, and per minute
  /// @param left whole requests that may follow now
  /// @param fullIn until the bucket is full again
  /// @param pause zero when the request was there, otherwise how long to wait for the next
  public record Taken(int limit, long left, Duration fullIn, Duration pause) {}

  /// @param perMinute at least 1; also the most at once
  public RequestBudget(int perMinute, Clock clock) {
    if (perMinute < 1) {
      throw new IllegalArgumentException("an owner needs at least one request per minute");
    }
    this.perMinute = perMinute;
    this.time = new ClockMeter(clock);
  }

  /// Asks for one request.
  public Taken ask(Owner owner) {
    ConsumptionProbe probe = bucket(owner).tryConsumeAndReturnRemaining(1);
    return new Taken(
        perMinute,
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /// Takes one request; zero when it was there, otherwise how long to wait for the next.
  public Duration take(Owner owner) {
    return ask(owner).pause();
  }

  /// What somebody has who is not counted.
  public Taken uncounted() {
    return new Taken(perMinute, perMinute, Duration.ZERO, Duration.ZERO);
  }

  /// Requests of this minute's worth that are gone, without asking for one.
  public long used(Owner owner) {
    return perMinute - bucket(owner).getAvailableTokens();
  }

  private Bucket bucket(Owner owner) {
    synchronized (buckets) {
      return buckets.computeIfAbsent(owner, _ -> full());
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
