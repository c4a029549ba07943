package openbell.runtime.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until a test turns it.
public final class ManualClock extends Clock {
  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  private ManualClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  public static ManualClock at(Instant now) {
    return new ManualClock(new AtomicReference<>(now), ZoneOffset.UTC);
  }

  /// @param now ISO-8601, e.g. `2018-06-15T13:30:00Z`
  public static ManualClock at(String now) {
    return at(Instant.parse(now));
  }

  public void advance(Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }

  public void set(Instant to) {
    now.set(to);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /// The same hands, read in another zone.
  @Override
  public Clock withZone(ZoneId other) {
    return new ManualClock(now, other);
  }
}
