package openbell.machines.fleet;

import static openbell.machines.fleet.Scenes.NOW;
import static openbell.machines.fleet.Scenes.brief;
import static openbell.machines.fleet.Scenes.job;
import static openbell.machines.fleet.Scenes.running;
import static openbell.machines.fleet.Scenes.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openbell.machines.fleet.ScalingDecision.Drain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which machines a decision is about.
class DeadlinePolicyChoiceTest {
  private static final DeadlinePolicy POLICY = Scenes.policy(DeadlinePolicy.Tuning.DEFAULT);

  @Test
  void takesRestingMachinesBackBeforeItStartsOthers() {
    // Given
    List<Machine> machines = List.of(Scenes.machine("d", Machine.State.DRAINING, NOW));
    // When
    ScalingDecision decision =
        POLICY.decide(seen(Scenes.load(5, 5, List.of()), machines, Duration.ZERO));
    // Then
    assertThat(brief(decision)).isEqualTo("resume 1");
  }

  @Test
  void stopsARestingMachineOnlyWhenItHoldsNothing() {
    // Given
    List<Machine> machines = new ArrayList<>(running(1));
    machines.add(Scenes.machine("busy", Machine.State.DRAINING, NOW));
    machines.add(Scenes.machine("free", Machine.State.DRAINING, NOW));
    Load load = Scenes.load(0, 0, List.of(job("busy", 1, 1)));
    // When
    ScalingDecision decision = POLICY.decide(seen(load, machines, Duration.ZERO));
    // Then
    assertThat(decision)
        .isInstanceOfSatisfying(
            ScalingDecision.Stop.class,
            stop -> assertThat(stop.machines()).containsExactly("free"));
  }

  @Test
  void countsAStartThatTakesTooLongAsLostAndEndsIt() {
    // Given a machine that has been starting for six minutes
    Machine late = Scenes.machine("late", Machine.State.STARTING, NOW.minusSeconds(360));
    Load load = Scenes.load(1, 1, List.of());
    // When
    ScalingDecision alone = POLICY.decide(seen(load, List.of(late), Duration.ZERO));
    List<Machine> both = new ArrayList<>(running(1));
    both.add(late);
    ScalingDecision replaced = POLICY.decide(seen(load, both, Duration.ZERO));
    // Then
    assertThat(brief(alone)).isEqualTo("start 1");
    assertThat(brief(replaced)).isEqualTo("stop 1");
  }

  @Test
  void keepsAMachineForAMinuteAfterItsStart() {
    // Given
    List<Machine> machines =
        List.of(Scenes.machine("m", Machine.State.RUNNING, NOW.minusSeconds(59)));
    // When
    ScalingDecision decision = POLICY.decide(seen(Load.none(), machines, Duration.ofMinutes(10)));
    // Then
    assertThat(brief(decision)).isEqualTo("hold");
  }

  @ParameterizedTest(name = "after {0} failed starts, {1} s ago: {2}")
  @CsvSource({
    "1, 9, hold",
    "1, 10, start 1",
    "3, 39, hold",
    "3, 40, start 1",
    "60, 319, hold",
    "60, 320, start 1",
  })
  void waitsLongerAfterEachFailedStart(int failed, long ago, String expected) {
    // Given
    FleetView fleet = new FleetView(List.of(), failed, NOW.minusSeconds(ago), "");
    // When
    ScalingDecision decision =
        POLICY.decide(Scenes.seen(Scenes.load(1, 1, List.of()), fleet, Duration.ZERO));
    // Then
    assertThat(brief(decision)).isEqualTo(expected);
  }

  @Test
  void drainsTheNewestMachinesFirstAndNoneWithALongJob() {
    // Given
    Load load = Scenes.load(0, 0, List.of(job("m3", 5, 900)));
    // When
    ScalingDecision decision = POLICY.decide(seen(load, running(4), Duration.ofMinutes(6)));
    // Then
    assertThat(decision)
        .isInstanceOfSatisfying(
            Drain.class,
            drain -> assertThat(drain.machines()).containsExactlyInAnyOrder("m1", "m2"));
  }
}
