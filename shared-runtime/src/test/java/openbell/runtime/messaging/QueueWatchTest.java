package openbell.runtime.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import openbell.runtime.alert.Alert;
import openbell.runtime.queue.Mishaps;
import openbell.runtime.queue.QueueDepth;
import org.junit.jupiter.api.Test;

/// When people hear of a queue.
class QueueWatchTest {
  private final List<Alert> alerts = new ArrayList<>();

  private static QueueDepth dead(long dead) {
    return new QueueDepth(
        0, 0, 0, 0, dead, 0, Duration.ZERO, null, false, Set.of(), new Mishaps(7, 2, 1));
  }

  @Test
  void tellsOncePerCrossingThatTooMuchIsDead() {
    // Given
    QueueWatch watch = QueueWatch.of("run-jobs", alerts::add, new SimpleMeterRegistry());
    // When
    for (long dead : new long[] {10_000, 10_001, 10_002, 9_999, 10_001}) {
      watch.saw(dead(dead));
    }
    // Then
    assertThat(alerts).hasSize(2);
    assertThat(alerts.getFirst().keys()).isEqualTo(Map.of("queue", "run-jobs"));
    assertThat(alerts.getFirst().text()).contains("10,001");
  }

  @Test
  void tellsOncePerCrossingThatTheServerIsNearlyFull() {
    // Given
    Fullness fullness = Fullness.of(alerts::add, new SimpleMeterRegistry());
    // When
    for (double full : new double[] {0.2, 0.7, 0.71, 0.9, 0.5, 0.8}) {
      fullness.saw(full);
    }
    // Then
    assertThat(alerts).hasSize(2);
    assertThat(alerts.getFirst().text()).contains("71 %");
  }

  @Test
  void countsWhatTheServerCounts() {
    // Given
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    QueueWatch watch = QueueWatch.of("run-jobs", alerts::add, registry);
    // When
    watch.saw(dead(3));
    // Then
    assertThat(registry.get("queue.reaped").functionCounter().count()).isEqualTo(7);
    assertThat(registry.get("queue.amnesties").functionCounter().count()).isEqualTo(2);
    assertThat(registry.get("queue.orphans").functionCounter().count()).isEqualTo(1);
    assertThat(registry.get("queue.depth").tag("state", "dead").gauge().value()).isEqualTo(3);
  }
}
