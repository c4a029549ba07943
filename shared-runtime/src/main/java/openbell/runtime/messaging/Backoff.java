package openbell.runtime.messaging;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import openbell.runtime.queue.RetryPolicy;

/// Pauses between tries, longer each time, with jitter. An interrupt ends a pause.
///
/// @param seed whose tries; two seeds pause differently
record Backoff(String seed, Duration first, Duration longest) {

  /// @param tries how many have failed
  void pause(int tries) throws InterruptedException {
    Duration delay = new RetryPolicy(first, longest).delay(seed, tries);
    var _ = new CountDownLatch(1).await(delay.toNanos(), TimeUnit.NANOSECONDS);
  }
}
