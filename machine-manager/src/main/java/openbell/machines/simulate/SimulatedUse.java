package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.MachineUse;

/// The account of a simulated fleet. Boot times are known from the days before.
final class SimulatedUse implements MachineUse {
  private static final int LAST = 20;

  private final SimulatedFleet fleet;
  private final Faults faults;
  private final Duration earlier;

  SimulatedUse(SimulatedFleet fleet, Faults faults, Duration earlier) {
    this.fleet = fleet;
    this.faults = faults;
    this.earlier = earlier;
  }

  @Override
  public void seen(List<Machine> machines, Instant at) {
    // The fleet keeps its own account.
  }

  @Override
  public Duration today(Instant at) {
    double seconds = fleet.secondsBetween(at.truncatedTo(ChronoUnit.DAYS), at);
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }

  @Override
  public Duration bootTime(Duration otherwise) {
    List<Double> boots = fleet.boots();
    double[] last =
        boots.subList(Math.max(0, boots.size() - LAST), boots.size()).stream()
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double p95 = last.length < LAST ? faults.bootP95() : Percentile.of(last, 0.95);
    return Duration.ofMillis(Math.round(p95 * 1e3)).plus(earlier);
  }
}
