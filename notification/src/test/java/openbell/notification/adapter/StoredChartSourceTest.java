package openbell.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.model.artifact.Manifest;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.notification.render.ChartSource.Chart;
import openbell.notification.render.Letters;
import openbell.runtime.artifact.ArtifactStore;
import org.junit.jupiter.api.Test;

class StoredChartSourceTest {
  private final AtomicInteger reads = new AtomicInteger();
  private final byte[] csv = Letters.equityCsv(3, 600, true);

  @Test
  void drawsAPictureOnceHoweverManyAskAtOnce() throws InterruptedException {
    // Given
    int askers = 8;
    CountDownLatch together = new CountDownLatch(askers);
    StoredChartSource source = new StoredChartSource(store(false), 250);
    Callable<Optional<Chart>> ask =
        () -> {
          together.countDown();
          together.await();
          return source.chart(Letters.artifact(1));
        };
    // When
    List<Optional<Chart>> charts;
    try (var threads = Executors.newFixedThreadPool(askers)) {
      charts =
          threads.invokeAll(java.util.Collections.nCopies(askers, ask)).stream()
              .map(Future::resultNow)
              .toList();
    }
    // Then
    assertThat(reads).hasValue(1);
    assertThat(charts).allMatch(chart -> chart.orElseThrow() == charts.getFirst().orElseThrow());
    Chart chart = charts.getFirst().orElseThrow();
    assertThat(chart.curve().equity()).hasSize(250);
    assertThat(chart.history().equity()).hasSize(600);
    assertThat(chart.curve().benchmark()[0]).isCloseTo(chart.curve().equity()[0], within(1e-6));
  }

  @Test
  void asksAgainAfterAFailure() {
    // Given
    StoredChartSource source = new StoredChartSource(store(true), 250);
    assertThatThrownBy(() -> source.chart(Letters.artifact(1)))
        .isInstanceOf(FailureException.class);
    // When
    Optional<Chart> chart = source.chart(Letters.artifact(1));
    // Then
    assertThat(chart).isPresent();
    assertThat(reads).hasValue(2);
  }

  /// @param failsFirst whether the first reading fails
  private ArtifactStore store(boolean failsFirst) {
    return (ArtifactStore)
        Proxy.newProxyInstance(
            ArtifactStore.class.getClassLoader(),
            new Class<?>[] {ArtifactStore.class},
            (_, method, _) -> {
              if (method.getName().equals("manifest")) {
                return manifest();
              }
              if (reads.incrementAndGet() == 1 && failsFirst) {
                throw new FailureException(
                    new Failure(FailureReason.STORE_UNAVAILABLE, "The store does not answer."));
              }
              return csv;
            });
  }

  private Manifest manifest() {
    return new Manifest(
        1,
        Letters.run(Purpose.SCHEDULED, 1).runId(),
        1,
        "1",
        Letters.DAY,
        "c0ffee",
        "da7a",
        "0.1.0",
        List.of(),
        List.of(new Manifest.File("equity.csv", "key", csv.length, "0".repeat(64))),
        Instant.EPOCH);
  }
}
