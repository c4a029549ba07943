package openbell.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/// Sends requests at a fixed rate, whether or not earlier ones were answered, so that waiting in
/// line counts as latency.
final class OpenLoop {
  private final int perSecond;
  private final Duration length;

  OpenLoop(int perSecond, Duration length) {
    this.perSecond = perSecond;
    this.length = length;
  }

  /// @param request sends request number n and tells whether it was answered as it should be
  Latencies run(IntPredicate request) throws InterruptedException {
    int count = (int) (perSecond * length.toSeconds());
    long[] nanos = new long[count];
    AtomicInteger failed = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < count; n++) {
        int number = n;
        long due = start + n * (1_000_000_000L / perSecond);
        LockSupport.parkNanos(due - System.nanoTime());
        threads.execute(
            () -> {
              if (!request.test(number)) {
                failed.incrementAndGet();
              }
              nanos[number] = System.nanoTime() - due;
            });
      }
      threads.shutdown();
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("requests are still unanswered after a minute");
      }
    }
    Arrays.sort(nanos);
    return new Latencies(nanos, failed.get());
  }

  /// Sorted latencies in nanoseconds, and how many requests were not answered as they should be.
  record Latencies(long[] nanos, int failed) {
    double milliseconds(double quantile) {
      int index = (int) Math.ceil(quantile * nanos.length) - 1;
      return nanos[Math.max(0, index)] / 1e6;
    }
  }
}
