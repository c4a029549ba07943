package openbell.machines.fleet;

import static openbell.machines.fleet.Scenes.NOW;
import static openbell.machines.fleet.Scenes.brief;
import static openbell.machines.fleet.Scenes.job;
import static openbell.machines.fleet.Scenes.running;
import static openbell.machines.fleet.Scenes.seen;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import openbell.machines.fleet.DeadlinePolicy.Tuning;
import openbell.machines.fleet.ScalingDecision.Hold;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinePolicyTest {
  // 2 slots, 65 s of which 5 s are the start: a new machine takes 2 x 60 x 0.8 = 96 s of work, one
  // that is up 2 x 65 x 0.8 = 104 s.
  private static final DeadlinePolicy POLICY = Scenes.policy(Tuning.DEFAULT);

  @ParameterizedTest(name = "{0} ready, {1} active, {2} machines, quiet {3} s: {4}")
  @CsvSource({
    "0, 0, 0, 0, hold",
    "1, 0, 0, 0, start 1",
    "96, 0, 0, 0, start 1",
    "97, 0, 0, 0, start 2",
    "0, 1, 0, 0, start 1",
    "104, 0, 1, 0, hold",
    "105, 0, 1, 0, start 1",
    "1000, 0, 0, 0, start 3", // at most three per round
    "1000, 0, 3, 0, start 2", // at most five in all
    "1000, 0, 5, 0, hold",
    "0, 0, 1, 299, hold", // not quiet for long enough
    "0, 0, 1, 300, drain 1",
    "0, 0, 4, 300, drain 2", // at most half per step
    "0, 0, 5, 300, drain 2",
    "0, 1, 1, 9999, hold",
    "1, 0, 2, 300, drain 1",
  })
  void decidesByWorkBoundsAndQuietTime(
      long ready, int active, int machines, long quiet, String expected) {
    // Given jobs of a second each
    Load load = Scenes.load(ready, ready, active(active, 1));
    // When
    ScalingDecision decision =
        POLICY.decide(seen(load, running(machines), Duration.ofSeconds(quiet)));
    // Then
    assertThat(brief(decision)).isEqualTo(expected);
  }

  @Test
  void neverScalesOnAMissingReading() {
    // Given a queue that did not answer, and machines that look idle for hours
    FleetObservation seen = seen(null, running(2), Duration.ofHours(3));
    // When
    ScalingDecision decision = POLICY.decide(seen);
    // Then
    assertThat(decision).isInstanceOf(Hold.class);
    assertThat(decision.reason()).contains("did not answer");
  }

  @Test
  void explainsItselfInALineAndInSteps() {
    // Given
    Load load = Scenes.load(200, 400, List.of());
    // When
    Reckoning sum = POLICY.decide(seen(load, running(1), Duration.ZERO)).reckoning();
    // Then
    assertThat(sum.text())
        .isEqualTo(
            "target 5 = 1 + ceil((400.0 s of 200 jobs - 104.0 s) / (2 slots x (65 s - 5 s to start)"
                + " x 0.8)); have 1 (1 running)");
    assertThat(sum.steps())
        .extracting(step -> step.what() + ": " + step.value())
        .contains(
            "Jobs that wait: 200",
            "They take: 400.0 s",
            "Time for them: 65 s",
            "Machines there that take them: 1",
            "Machines besides: 4",
            "Machines needed: 5");
  }

  @Test
  void startsOneMachineForOneLongJobAndNotOnePerMinuteOfIt() {
    // Given a backtest of ten minutes and a window of one
    Load load = Scenes.load(1, 600, List.of());
    // When
    ScalingDecision decision = POLICY.decide(seen(load, List.of(), Duration.ZERO));
    // Then
    assertThat(brief(decision)).isEqualTo("start 1");
  }

  @Test
  void putsShortJobsBesideALongOneThatKeepsItsMachine() {
    // Given a long job on one of two machines: 104 - 65 s are free there, and 104 s on the other
    Load load = Scenes.load(140, 140, List.of(job("m1", 10, 600)));
    // When
    ScalingDecision decision = POLICY.decide(seen(load, running(2), Duration.ZERO));
    // Then
    assertThat(brief(decision)).isEqualTo("hold");
  }

  @Test
  void startsNoMachineThatWouldComeWhenAllIsDone() {
    // Given 4 s of work that is due in a second, and a machine that does it before another is up
    Load load = load(4, 4, Duration.ZERO, NOW.plusSeconds(1), 0);
    // When
    ScalingDecision decision = POLICY.decide(seen(load, running(1), Duration.ZERO));
    // Then
    assertThat(brief(decision)).isEqualTo("hold");
  }

  @Test
  void addsOneMachinePerStartWhenAJobWaitsTooLongWhateverTheEstimateSays() {
    // Given one job that has waited longer than the window, on old machines and on new ones
    Load load = load(1, 1, Duration.ofSeconds(66), null, 0);
    List<Machine> fresh =
        List.of(Scenes.machine("new", Machine.State.STARTING, NOW.minusSeconds(3)));
    // When
    ScalingDecision old = POLICY.decide(seen(load, running(1), Duration.ZERO));
    ScalingDecision again = POLICY.decide(seen(load, fresh, Duration.ZERO));
    // Then
    assertThat(brief(old)).isEqualTo("start 1");
    assertThat(brief(again)).isEqualTo("hold");
  }

  @Test
  void countsJobsWhoseWorkerVanishedForOneMachineInAll() {
    // Given forty retries of poison, of a minute each, which have waited for long
    Load load = load(40, 2_400, Duration.ofMinutes(9), null, 40);
    // When
    ScalingDecision none = POLICY.decide(seen(load, List.of(), Duration.ZERO));
    ScalingDecision one = POLICY.decide(seen(load, running(1), Duration.ZERO));
    // Then
    assertThat(brief(none)).isEqualTo("start 1");
    assertThat(brief(one)).isEqualTo("hold");
  }

  @ParameterizedTest(name = "{0} jobs of 1 s in {1} s, {2} machines there: {3}")
  @CsvSource({
    "500, 36, 0, hold", // boot and lead are 35 s
    "500, 35, 0, start 3", // 500 s in 2 x 120 x 0.8 s
    "100, 35, 0, start 1", // a single machine does it inside the deadline
    "500, 35, 2, start 1",
    "100, 35, 1, hold",
    "500, 590, 2, hold", // ten minutes before, both are kept
    "100, 590, 2, drain 1", // it needs only one of them
    "500, 610, 2, drain 1",
  })
  void startsMachinesBeforeKnownWorkAndKeepsThem(
      long jobs, long in, int machines, String expected) {
    // Given
    Instant at = NOW.plusSeconds(in);
    ExpectedWork batch = new ExpectedWork(at, at.plusSeconds(120), jobs, jobs);
    FleetObservation seen =
        Scenes.seen(Load.none(), FleetView.of(running(machines)), Duration.ofHours(1), batch);
    // When
    ScalingDecision decision = POLICY.decide(seen);
    // Then
    assertThat(brief(decision)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "next retry in {0} s, {1} machines: {2}")
  @CsvSource({"60, 1, hold", "300, 1, hold", "301, 1, drain 1", "60, 0, hold", "60, 3, drain 1"})
  void keepsTheLastMachineForWorkThatIsDueSoon(long due, int machines, String expected) {
    // Given
    Duration next = Duration.ofSeconds(due);
    Load load = new Load(0, 0, 1, Duration.ZERO, next, 0, 0, List.of(), Set.of(), null);
    // When
    ScalingDecision decision = POLICY.decide(seen(load, running(machines), Duration.ofHours(1)));
    // Then
    assertThat(brief(decision)).isEqualTo(expected);
  }

  @Test
  void saysSoWhenTheDeadlineCannotBeMet() {
    // Given work for ten machines in the next minute, where five are the most
    Load load = load(1_000, 1_000, Duration.ZERO, NOW.plusSeconds(65), 0);
    FleetObservation seen = seen(load, running(5), Duration.ZERO);
    // When
    ScalingDecision decision = POLICY.decide(seen);
    // Then it is done after 1,000 s of work on 10 slots
    assertThat(decision.reckoning().text())
        .contains("bound", "all is done at about 14:31:40 UTC, and is due at 14:31:05 UTC");
    assertThat(POLICY.worry(seen).orElseThrow().what()).contains("deadline cannot be met");
  }

  @Test
  void letsNobodyGoWhileTheWorkIsLate() {
    // Given work for 21 s of two machines that is due in 16 s: less than the shortest window
    Load load = load(319, 42, Duration.ZERO, NOW.plusSeconds(16), 0);
    // When
    ScalingDecision decision = POLICY.decide(seen(load, running(2), Duration.ofHours(1)));
    // Then
    assertThat(brief(decision)).isEqualTo("hold");
    assertThat(decision.reason()).contains("late");
  }

  @Test
  void stopsAtTheBudgetOfTheDay() {
    // Given a budget of which nothing is left
    DeadlinePolicy policy = Scenes.policy(Tuning.DEFAULT.budget(Duration.ofMinutes(10)));
    Load load = Scenes.load(10, 10, List.of());
    FleetObservation seen =
        Scenes.used(seen(load, running(1), Duration.ZERO), Duration.ofMinutes(10));
    // When
    ScalingDecision decision = policy.decide(seen);
    // Then
    assertThat(brief(decision)).isEqualTo("drain 1");
    assertThat(decision.reason()).contains("used up");
    assertThat(policy.worry(seen).orElseThrow().what()).contains("used up");
  }

  private static Load load(
      long ready, double seconds, Duration oldest, @Nullable Instant deadline, long crashed) {
    return new Load(ready, 0, 0, oldest, null, seconds, crashed, List.of(), Set.of(), deadline);
  }

  private static List<Load.ActiveJob> active(int count, double expected) {
    List<Load.ActiveJob> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(job("m0", 0, expected));
    }
    return all;
  }
}
