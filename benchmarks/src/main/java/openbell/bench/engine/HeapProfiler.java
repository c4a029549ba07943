package openbell.bench.engine;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/// Heap of a forked machine: the most that was ever in use, garbage included, and what is left
/// after a collection.
///
/// The heap is fullest right before a collection, so it is read there, over all pools at once.
public final class HeapProfiler implements InternalProfiler {
  static final String PEAK = "heap.peak";
  static final String LEFT = "heap.left";
  private static final double MEBIBYTE = 1 << 20;

  private final AtomicLong peak = new AtomicLong();
  private final NotificationListener listener = this::collected;

  @Override
  public String getDescription() {
    return "heap in use: most, and after a collection";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    peak.set(used());
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) bean).addNotificationListener(listener, null, null);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    grow(used());
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      try {
        ((NotificationEmitter) bean).removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException("the listener was added before the iteration", e);
      }
    }
    System.gc();
    return List.of(
        new ScalarResult(PEAK, peak.get() / MEBIBYTE, "MiB", AggregationPolicy.MAX),
        new ScalarResult(LEFT, used() / MEBIBYTE, "MiB", AggregationPolicy.MAX));
  }

  private void collected(Notification notification, Object handback) {
    if (notification.getUserData() instanceof CompositeData data) {
      long used = 0;
      for (var pool :
          GarbageCollectionNotificationInfo.from(data)
              .getGcInfo()
              .getMemoryUsageBeforeGc()
              .entrySet()) {
        used += isHeap(pool.getKey()) ? pool.getValue().getUsed() : 0;
      }
      grow(used);
    }
  }

  private static boolean isHeap(String pool) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .anyMatch(
            one ->
                one.getName().equals(pool)
                    && one.getType() == java.lang.management.MemoryType.HEAP);
  }

  private void grow(long used) {
    peak.accumulateAndGet(used, Math::max);
  }

  private static long used() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return heap.getUsed();
  }
}
