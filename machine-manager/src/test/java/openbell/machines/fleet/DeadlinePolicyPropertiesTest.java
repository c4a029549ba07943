package openbell.machines.fleet;

import static openbell.machines.fleet.Scenes.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import openbell.machines.fleet.ScalingDecision.Drain;
import openbell.machines.fleet.ScalingDecision.Hold;
import openbell.machines.fleet.ScalingDecision.Resume;
import openbell.machines.fleet.ScalingDecision.Start;
import openbell.machines.fleet.ScalingDecision.Stop;
import org.junit.jupiter.api.Test;

class DeadlinePolicyPropertiesTest {
  private static final int SCENES = 3_000;
  private static final int MOST = 6;
  private static final DeadlinePolicy POLICY =
      new DeadlinePolicy(
          new DeadlinePolicy.Limits(0, MOST, 4, Duration.ofSeconds(10)),
          2,
          Duration.ofMinutes(2),
          Duration.ofMinutes(5));

  @Test
  void neverHasMoreMachinesThanItMayAndNeverStopsOneWithAJob() {
    for (int seed = 0; seed < SCENES; seed++) {
      // Given
      FleetObservation seen = scene(new Random(seed), 1);
      Load load = seen.load();
      int there = seen.fleet().machines().size();
      // When
      ScalingDecision decision = POLICY.decide(seen);
      // Then
      String scene = "seed " + seed + ": " + decision;
      assertThat(decision.reckoning().target()).as(scene).isBetween(0, MOST);
      switch (decision) {
        case Hold _, Resume _ -> {}
        case Start start -> assertThat(there + start.count()).as(scene).isLessThanOrEqualTo(MOST);
        case Drain drain ->
            assertThat(drain.machines().size())
                .as(scene)
                .isBetween(1, Math.max(1, decision.reckoning().have() / 2));
        case Stop stop ->
            assertThat(stop.machines())
                .as(scene)
                .allMatch(machine -> load != null && load.heldBy(machine) == 0);
      }
    }
  }

  @Test
  void wantsNoFewerMachinesForMoreWork() {
    for (int seed = 0; seed < SCENES; seed++) {
      // Given the same scene with ever longer jobs
      int before = 0;
      for (double factor : new double[] {0.5, 1, 2, 8}) {
        // When
        int target = POLICY.decide(scene(new Random(seed), factor)).reckoning().target();
        // Then
        assertThat(target).as("seed " + seed + " x " + factor).isGreaterThanOrEqualTo(before);
        before = target;
      }
    }
  }

  @Test
  void givesTheSameDecisionForTheSameObservation() {
    for (int seed = 0; seed < SCENES / 10; seed++) {
      // Given
      FleetObservation seen = scene(new Random(seed), 1);
      // When
      ScalingDecision decision = POLICY.decide(seen);
      // Then
      assertThat(decision).isEqualTo(POLICY.decide(seen));
    }
  }

  /// @param factor by which jobs that wait take longer
  private static FleetObservation scene(Random random, double factor) {
    List<Machine> machines = new ArrayList<>();
    List<Load.ActiveJob> active = new ArrayList<>();
    for (int i = random.nextInt(MOST + 1); i > 0; i--) {
      Machine.State state = Machine.State.values()[random.nextInt(5)];
      Instant started = NOW.minusSeconds(random.nextInt(600));
      machines.add(Scenes.machine("m" + i, state, started));
      for (int job = random.nextInt(3); job > 0; job--) {
        Duration elapsed = Duration.ofSeconds(random.nextInt(100));
        active.add(new Load.ActiveJob("m" + i, elapsed, random.nextInt(200)));
      }
    }
    long ready = random.nextInt(4) == 0 ? 0 : random.nextInt(300);
    Instant deadline = random.nextBoolean() ? null : NOW.plusSeconds(random.nextInt(400) - 100L);
    Load load =
        new Load(
            ready,
            0,
            0,
            Duration.ofSeconds(ready == 0 ? 0 : random.nextInt(200)),
            null,
            ready * random.nextInt(20) * factor,
            Math.min(ready, random.nextInt(10)),
            active,
            Set.of(),
            deadline);
    Duration quiet = Duration.ofSeconds(random.nextInt(600));
    Instant open = NOW.plusSeconds(random.nextInt(900));
    ExpectedWork batch = new ExpectedWork(open, open.plusSeconds(120), 100, random.nextInt(2_000));
    return Scenes.seen(load, FleetView.of(machines), quiet, batch);
  }
}
