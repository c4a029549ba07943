package openbell.worker.wiring;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a worker's heap small, when it is told to.
@Singleton
final class HeapStart {
  private static final Logger LOG = LoggerFactory.getLogger(HeapStart.class);

  void start(@Observes StartupEvent event, WorkerConfig config) {
    config
        .softHeapLimit()
        .ifPresent(
            limit -> {
              if (!SoftHeapLimit.keep(limit.asLongValue())) {
                LOG.warn("openbell.worker.soft-heap-limit has no effect with this collector");
              }
            });
  }
}
