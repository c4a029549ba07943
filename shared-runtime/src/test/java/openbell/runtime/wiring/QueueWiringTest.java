package openbell.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a worker is called.
class QueueWiringTest {
  @Test
  void namesAWorkerByItsMachineBeforeTheFirstDot() {
    // When
    String one = QueueWiring.worker("m-1");
    String other = QueueWiring.worker("host.example");
    // Then
    assertThat(one).startsWith("m-1.").isNotEqualTo(QueueWiring.worker("m-1"));
    assertThat(other).startsWith("host-example.");
  }
}
