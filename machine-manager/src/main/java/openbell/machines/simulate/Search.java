package openbell.machines.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Tries settings and ranks them: first those that keep every deadline and lose nothing, the
/// cheapest before; then the others, the fewest late jobs before.
public final class Search {
  /// Machines per waiting job, as the common rule is tuned.
  static final List<Double> COEFFICIENTS =
      List.of(0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0);

  private static final List<Integer> EARLIER_SECONDS = List.of(0, 30, 60, 180);

  private static final Comparator<Outcome> ORDER =
      Comparator.comparing((Outcome one) -> !one.good())
          .thenComparingInt(one -> one.good() ? 0 : one.late() + one.lost() + one.killed())
          .thenComparingDouble(Outcome::dollarsPerMonth)
          .thenComparingDouble(Outcome::max);

  private Search() {}

  /// The best coefficient of the common rule for this very day, which nobody knows in advance.
  public static Outcome depth(Scenario scenario, MachineType type, long seed) {
    return depths(scenario, List.of(type), seed).getFirst();
  }

  /// Coefficients and machine types of the common rule, best first.
  public static List<Outcome> depths(Scenario scenario, List<MachineType> types, long seed) {
    List<Outcome> outcomes = new ArrayList<>();
    for (MachineType type : types) {
      for (double coefficient : COEFFICIENTS) {
        outcomes.add(Simulation.run(scenario, Ways.depth(coefficient), type, seed));
      }
    }
    return outcomes.stream().sorted(ORDER).toList();
  }

  /// Pre-warm and machine types of our policy, best first.
  public static List<Outcome> ours(Scenario scenario, List<MachineType> types, long seed) {
    List<Outcome> outcomes = new ArrayList<>();
    for (MachineType type : types) {
      Way cold = Ways.ours("openbell, no pre-warm", false, Duration.ZERO);
      outcomes.add(Simulation.run(scenario, cold, type, seed));
      for (int earlier : EARLIER_SECONDS) {
        String name = "openbell, pre-warm" + (earlier == 0 ? "" : " " + earlier + " s earlier");
        Way way = Ways.ours(name, true, Duration.ofSeconds(earlier));
        outcomes.add(Simulation.run(scenario, way, type, seed));
      }
    }
    return outcomes.stream().sorted(ORDER).toList();
  }
}
