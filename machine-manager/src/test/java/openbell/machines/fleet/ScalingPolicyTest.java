package openbell.machines.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import openbell.machines.fleet.ScalingDecision.Drain;
import openbell.machines.fleet.ScalingDecision.Hold;
import openbell.machines.fleet.ScalingDecision.Start;
import openbell.machines.fleet.ScalingDecision.Stop;
import openbell.runtime.queue.Mishaps;
import openbell.runtime.queue.QueueDepth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");

  // 2 slots, 1 s per job, 30 s window: one machine does 2 x 30 x 0.8 = 48 jobs.
  private final ScalingPolicy policy =
      new ScalingPolicy(
          new ScalingPolicy.Limits(0, 5, 3, Duration.ofSeconds(10)),
          2,
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5));

  @ParameterizedTest(name = "{0} ready, {1} active, {2} machines, quiet {3} s: {4}")
  @CsvSource({
    "0, 0, 0, 0, hold",
    "1, 0, 0, 0, start 1",
    "48, 0, 0, 0, start 1",
    "49, 0, 0, 0, start 2",
    "0, 1, 0, 0, start 1",
    "96, 0, 1, 0, start 1",
    "1000, 0, 0, 0, start 3", // at most three per round
    "1000, 0, 3, 0, start 2", // at most five in all
    "1000, 0, 5, 0, hold",
    "0, 0, 1, 299, hold", // not quiet for long enough
    "0, 0, 1, 300, stop 1",
    "0, 0, 4, 300, stop 4",
    "0, 1, 1, 9999, hold", // a long job keeps its machine
    "0, 2, 4, 300, drain 2", // at most half of the fleet while something runs
    "1, 0, 2, 300, drain 1",
    "0, 2, 2, 300, drain 1",
  })
  void decidesByWorkBoundsAndQuietTime(
      long ready, long active, int machines, long quiet, String expected) {
    // Given
    QueueDepth depth = depth(ready, active);
    // When
    ScalingDecision decision =
        policy.decide(seen(depth, FleetView.of(running(machines)), Duration.ofSeconds(quiet)));
    // Then
    assertThat(brief(decision)).isEqualTo(expected);
  }

  @Test
  void neverScalesOnAMissingReading() {
    // Given a queue that did not answer, and machines that look idle for hours
    FleetObservation seen =
        new FleetObservation(NOW, null, FleetView.of(running(2)), NOW.minusSeconds(9_999));
    // When
    ScalingDecision decision = policy.decide(seen);
    // Then
    assertThat(decision).isInstanceOf(Hold.class);
    assertThat(decision.reason()).contains("did not answer");
  }

  @Test
  void explainsItselfWithItsArithmetic() {
    // When
    ScalingDecision decision =
        policy.decide(seen(depth(96, 0), FleetView.of(running(1)), Duration.ZERO));
    // Then
    assertThat(decision.arithmetic())
        .isEqualTo("target 2 = ceil(96 jobs x 1.00 s / (2 slots x 30 s x 0.8)); have 1");
  }

  @Test
  void addsAMachineWhenAJobWaitsTooLongWhateverTheEstimateSays() {
    // Given one job that has waited longer than the window
    QueueDepth depth = depth(1, 2, 0, 0, 0, Duration.ofSeconds(31), null);
    // When
    ScalingDecision decision = policy.decide(seen(depth, FleetView.of(running(1)), Duration.ZERO));
    // Then
    assertThat(brief(decision)).isEqualTo("start 1");
  }

  @Test
  void keepsAMachineForARetryThatIsDueSoon() {
    // Given
    QueueDepth depth = depth(0, 0, 1, 0, 0, Duration.ZERO, Duration.ofSeconds(60));
    // When
    ScalingDecision decision =
        policy.decide(seen(depth, FleetView.of(running(1)), Duration.ofHours(1)));
    // Then
    assertThat(brief(decision)).isEqualTo("hold");
  }

  @Test
  void stopsTheLastMachineWhenTheNextRetryIsFarAway() {
    // Given
    QueueDepth depth = depth(0, 0, 1, 0, 0, Duration.ZERO, Duration.ofMinutes(20));
    // When
    ScalingDecision decision =
        policy.decide(seen(depth, FleetView.of(running(1)), Duration.ofHours(1)));
    // Then
    assertThat(brief(decision)).isEqualTo("stop 1");
  }

  @Test
  void countsADrainingMachineAgainstTheUpperBoundButNotAsCapacity() {
    // Given four that drain and one that works
    List<Machine> machines = new ArrayList<>(running(1));
    for (int i = 0; i < 4; i++) {
      machines.add(new Machine("d" + i, Machine.State.DRAINING, NOW, ""));
    }
    // When
    ScalingDecision decision =
        policy.decide(seen(depth(1_000, 0), FleetView.of(machines), Duration.ZERO));
    // Then
    assertThat(brief(decision)).isEqualTo("hold");
    assertThat(decision.reason()).contains("as large as it may be");
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
    FleetView fleet = new FleetView(List.of(), failed, NOW.minusSeconds(ago));
    // When
    ScalingDecision decision = policy.decide(seen(depth(1, 0), fleet, Duration.ZERO));
    // Then
    assertThat(brief(decision)).isEqualTo(expected);
  }

  @Test
  void drainsTheNewestMachinesFirst() {
    // When
    ScalingDecision decision =
        policy.decide(seen(depth(1, 1), FleetView.of(running(4)), Duration.ofMinutes(6)));
    // Then
    assertThat(decision)
        .isInstanceOfSatisfying(
            Drain.class,
            drain -> assertThat(drain.machines()).containsExactlyInAnyOrder("m2", "m3"));
  }

  static List<Machine> running(int count) {
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      machines.add(
          new Machine("m" + i, Machine.State.RUNNING, NOW.minusSeconds(1_000 - i), "test"));
    }
    return machines;
  }

  static QueueDepth depth(long ready, long active) {
    return depth(ready, active, 0, 0, 0, Duration.ZERO, null);
  }

  private static FleetObservation seen(QueueDepth depth, FleetView fleet, Duration quiet) {
    return new FleetObservation(NOW, depth, fleet, NOW.minus(quiet));
  }

  private static String brief(ScalingDecision decision) {
    return switch (decision) {
      case Hold _ -> "hold";
      case Start start -> "start " + start.count();
      case Drain drain -> "drain " + drain.machines().size();
      case Stop stop -> "stop " + stop.machines().size();
    };
  }

  private static QueueDepth depth(
      long ready,
      long leased,
      long delayed,
      long due,
      long dead,
      Duration oldest,
      @Nullable Duration next) {
    Mishaps none = new Mishaps(0, 0, 0);
    return new QueueDepth(ready, leased, delayed, due, dead, 0, oldest, next, false, none);
  }
}
