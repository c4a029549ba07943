package openbell.machines.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openbell.machines.fleet.FleetObservation;
import openbell.machines.fleet.FleetView;
import openbell.machines.fleet.ScalingPolicy;
import openbell.runtime.queue.Mishaps;
import openbell.runtime.queue.QueueDepth;
import org.junit.jupiter.api.Test;

class SumTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  private static final ScalingPolicy POLICY =
      new ScalingPolicy(
          new ScalingPolicy.Limits(0, 3, 3, Duration.ofSeconds(10)),
          2,
          Duration.ofSeconds(1),
          Duration.ofSeconds(24),
          Duration.ofMinutes(5));

  @Test
  void explainsWhatThePolicyReallySays() {
    // Given a decision about 38 jobs
    String arithmetic = decided(38, Duration.ZERO);

    // When
    Sum sum = Sum.of(arithmetic).orElseThrow();

    // Then
    assertThat(sum.needed()).isEqualTo(1);
    assertThat(sum.have()).isZero();
    assertThat(sum.steps())
        .contains(
            new Sum.Step("Jobs that wait or run", "38", ""),
            new Sum.Step("Work in them", "38.0 s", "38 × 1.0 s each"),
            new Sum.Step("So the work needs", "1 machine", "38.0 s ÷ 38.4 s, rounded up"));
  }

  @Test
  void tellsLimitsAndJobsThatWaitedTooLong() {
    // Given
    String held = decided(1_000, Duration.ZERO);
    String pressed = decided(3, Duration.ofMinutes(2));

    // When
    Sum limits = Sum.of(held).orElseThrow();
    Sum waited = Sum.of(pressed).orElseThrow();

    // Then
    assertThat(limits.steps())
        .contains(new Sum.Step("Held to the limits", "3 machines", "at least 0, at most 3"));
    assertThat(waited.steps())
        .contains(
            new Sum.Step("One more than there are", "1 machine", "a job has waited for 120 s"));
  }

  @Test
  void leavesOtherWordsAsTheyAre() {
    assertThat(Sum.of("have 2")).isEmpty();
  }

  private static String decided(long ready, Duration oldest) {
    QueueDepth depth =
        new QueueDepth(ready, 0, 0, 0, 0, 0, oldest, null, false, new Mishaps(0, 0, 0));
    FleetView fleet = FleetView.of(List.of());
    return POLICY.decide(new FleetObservation(NOW, depth, fleet, NOW)).arithmetic();
  }
}
