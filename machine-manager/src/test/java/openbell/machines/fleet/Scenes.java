package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Observations for tests.
final class Scenes {
  static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");
  static final Duration BOOT = Duration.ofSeconds(5);

  private Scenes() {}

  static Load load(long ready, double seconds, List<Load.ActiveJob> active) {
    return new Load(ready, 0, 0, Duration.ZERO, null, seconds, 0, active, Set.of(), null);
  }

  static FleetObservation seen(@Nullable Load load, List<Machine> machines, Duration quiet) {
    return seen(load, FleetView.of(machines), quiet);
  }

  static FleetObservation seen(
      @Nullable Load load, FleetView fleet, Duration quiet, ExpectedWork... expected) {
    return new FleetObservation(
        NOW, load, fleet, List.of(expected), BOOT, Duration.ZERO, NOW.minus(quiet));
  }

  static FleetObservation used(FleetObservation seen, Duration used) {
    return new FleetObservation(
        seen.at(),
        seen.load(),
        seen.fleet(),
        seen.expected(),
        seen.boot(),
        used,
        seen.enoughSince());
  }

  /// `m0` is the oldest.
  static List<Machine> running(int count) {
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      machines.add(machine("m" + i, Machine.State.RUNNING, NOW.minusSeconds(1_000 - i)));
    }
    return machines;
  }

  static Machine machine(String id, Machine.State state, Instant started) {
    return new Machine(id, state, started, started, "test");
  }

  static String brief(ScalingDecision decision) {
    return switch (decision) {
      case ScalingDecision.Hold _ -> "hold";
      case ScalingDecision.Start start -> "start " + start.count();
      case ScalingDecision.Resume resume -> "resume " + resume.machines().size();
      case ScalingDecision.Drain drain -> "drain " + drain.machines().size();
      case ScalingDecision.Stop stop -> "stop " + stop.machines().size();
    };
  }

  static DeadlinePolicy policy(DeadlinePolicy.Tuning tuning) {
    return new DeadlinePolicy(
        new DeadlinePolicy.Limits(0, 5, 3, Duration.ofSeconds(10)),
        2,
        Duration.ofSeconds(65),
        Duration.ofMinutes(5),
        tuning);
  }

  static Load.ActiveJob job(String machine, long elapsed, double expected) {
    return new Load.ActiveJob(machine, Duration.ofSeconds(elapsed), expected);
  }
}
