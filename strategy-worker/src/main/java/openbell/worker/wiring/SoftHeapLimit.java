package openbell.worker.wiring;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.NotificationEmitter;
import org.jspecify.annotations.Nullable;

/// Keeps a worker small that may grow: when the old generation has reached a limit, the whole heap
/// is collected. The serial collector alone would first let it grow to the bound of the heap, which
/// has to suit the largest portfolio there is and not the usual one.
///
/// What is in use may be over the limit. Then the next collection comes when there is half as much
/// again, or after a while, so that what a large run needed is given back.
final class SoftHeapLimit {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final MemoryPoolMXBean old;
  private final long bytes;
  private final ScheduledThreadPoolExecutor collector;
  private @Nullable Future<?> again;

  private SoftHeapLimit(MemoryPoolMXBean old, long bytes) {
    this.old = old;
    this.bytes = bytes;
    this.collector =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("soft-heap-limit").daemon().factory());
    // No thread waits for what hardly ever comes.
    collector.setKeepAliveTime(2 * AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    collector.allowCoreThreadTimeOut(true);
  }

  /// Holds for the rest of the process.
  ///
  /// @return whether this JVM's collector can tell how full its old generation is
  static boolean keep(long bytes) {
    Optional<SoftHeapLimit> limit =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .findFirst()
            .map(pool -> new SoftHeapLimit(pool, bytes));
    limit.ifPresent(SoftHeapLimit::watch);
    return limit.isPresent();
  }

  private void watch() {
    var memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    memory.addNotificationListener(
        (_, _) -> collector.execute(this::collect),
        told -> told.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED),
        null);
    old.setUsageThreshold(within(bytes));
  }

  private void collect() {
    if (again != null) {
      again.cancel(false);
    }
    System.gc();
    long used = old.getUsage().getUsed();
    old.setUsageThreshold(within(Math.max(bytes, used + used / 2)));
    again =
        used > bytes
            ? collector.schedule(this::collect, AGAIN.toMillis(), TimeUnit.MILLISECONDS)
            : null;
  }

  /// A threshold above the bound of the pool is refused.
  private long within(long wanted) {
    long most = old.getUsage().getMax();
    return most < 0 ? wanted : Math.min(wanted, most);
  }
}
