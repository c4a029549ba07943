package openbell.worker.market;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Time, chance and sleep, handed in.
public record Waiting(InstantSource clock, RandomGenerator random, Sleeper sleeper) {

  /// Lets time pass.
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  Instant now() {
    return clock.instant();
  }

  /// Sleeps between half of `about` and one and a half of it, so that those who wait for the same
  /// thing do not ask for it at the same moment.
  void jittered(Duration about) throws InterruptedException {
    sleeper.sleep(Duration.ofMillis((long) (about.toMillis() * (0.5 + random.nextDouble()))));
  }

  void until(Instant moment) throws InterruptedException {
    Duration left = Duration.between(now(), moment);
    if (left.isPositive()) {
      sleeper.sleep(left);
    }
  }
}
