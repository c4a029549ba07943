package openbell.machines.fleet;

import static openbell.machines.fleet.Scenes.brief;
import static openbell.machines.fleet.Scenes.running;
import static openbell.machines.fleet.Scenes.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DepthPolicyTest {
  private final DepthPolicy policy = new DepthPolicy(0.1, 5, Duration.ofMinutes(5));

  @ParameterizedTest(name = "{0} ready, {1} machines, empty for {2} s: {3}")
  @CsvSource({
    "0, 0, 0, hold",
    "1, 0, 0, start 1",
    "20, 0, 0, start 2",
    "21, 1, 0, start 2",
    "1000, 0, 0, start 5",
    "1, 3, 0, hold", // it never lets one of several go
    "0, 3, 299, hold",
    "0, 3, 300, stop 3", // a machine with a job in hand is among them
  })
  void countsJobsThatWaitAndNothingElse(long ready, int machines, long empty, String expected) {
    // Given
    Load load =
        Scenes.load(ready, ready, List.of(new Load.ActiveJob("m0", Duration.ofMinutes(6), 600)));
    // When
    ScalingDecision decision =
        policy.decide(seen(load, running(machines), Duration.ofSeconds(empty)));
    // Then
    assertThat(brief(decision)).isEqualTo(expected);
  }
}
