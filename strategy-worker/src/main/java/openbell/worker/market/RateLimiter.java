package openbell.worker.market;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import openbell.runtime.cache.ValueCache;

/// Lets questions to a provider pass one by one, at the rate that all workers share.
///
/// Time is cut into slots, one question each: `rate:<provider>:<slot>` in the cache is taken by who
/// puts it first. Who comes later takes a later slot and sleeps until then, so nobody polls. The
/// slots are counted by each machine's own clock; clocks that differ let a few questions too many
/// pass, which the provider then refuses, and that makes all of them pause.
public final class RateLimiter {
  private static final byte[] TAKEN = {1};
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private final ValueCache cache;
  private final String provider;
  private final long slotMillis;
  private final Waiting waiting;
  private final AtomicLong lastTried = new AtomicLong(Long.MIN_VALUE);

  /// @param rate questions
  /// @param per within this time
  public RateLimiter(ValueCache cache, String provider, int rate, Duration per, Waiting waiting) {
    this.cache = cache;
    this.provider = provider;
    this.slotMillis = Math.max(1, per.toMillis() / Math.max(1, rate));
    this.waiting = waiting;
  }

  /// Waits for a turn.
  ///
  /// @return false when none comes in time; nothing was waited for then
  public boolean acquire(Instant giveUpAt) throws InterruptedException {
    while (true) {
      Instant earliest = later(waiting.now(), closedUntil());
      long slot = nextSlot(earliest, giveUpAt);
      if (slot < 0) {
        return false;
      }
      Instant begins = Instant.ofEpochMilli(slot * slotMillis);
      if (take(slot, begins)) {
        waiting.until(begins);
        // Somebody may have been refused while this one slept.
        if (!closedUntil().isAfter(waiting.now())) {
          return true;
        }
      }
    }
  }

  /// Lets nobody pass for a while: the provider asked for it.
  public void pause(Duration pause) {
    Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    if (bounded.toMillis() > 0) {
      String until = Long.toString(waiting.now().plus(bounded).toEpochMilli());
      cache.put(closedKey(), until.getBytes(StandardCharsets.US_ASCII), bounded);
    }
  }

  /// A slot that this process has not tried yet; -1 when it would begin too late.
  private long nextSlot(Instant earliest, Instant giveUpAt) {
    long first = Math.floorDiv(earliest.toEpochMilli(), slotMillis);
    // A slot of which a pause ends in the middle begins before the pause is over.
    long from =
        earliest.isAfter(waiting.now()) && first * slotMillis < earliest.toEpochMilli()
            ? first + 1
            : first;
    while (true) {
      long tried = lastTried.get();
      long slot = Math.max(from, tried + 1);
      if (slot * slotMillis >= giveUpAt.toEpochMilli()) {
        return -1;
      }
      if (lastTried.compareAndSet(tried, slot)) {
        return slot;
      }
    }
  }

  private boolean take(long slot, Instant begins) {
    Duration ttl = Duration.between(waiting.now(), begins).plusMillis(slotMillis).plusSeconds(1);
    return cache.putIfAbsent(
        "rate:" + provider + ":" + slot, TAKEN, ttl.isPositive() ? ttl : Duration.ofSeconds(1));
  }

  private Instant closedUntil() {
    return cache
        .get(closedKey())
        .map(
            value ->
                Instant.ofEpochMilli(Long.parseLong(new String(value, StandardCharsets.US_ASCII))))
        .orElse(Instant.MIN);
  }

  private String closedKey() {
    return "rate:" + provider + ":closed";
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
