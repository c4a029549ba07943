package openbell.machines.simulate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All ways through one scenario, side by side.
public record Comparison(Scenario scenario, List<Outcome> outcomes) {
  /// Coefficient that nobody tuned: a machine for ten jobs.
  private static final double USUAL_COEFFICIENT = 0.1;

  public Comparison {
    outcomes = List.copyOf(outcomes);
  }

  public static Comparison of(Scenario scenario, MachineType type, long seed) {
    Outcome tuned = Search.depth(scenario, type, seed);
    return new Comparison(
        scenario,
        List.of(
            Simulation.run(scenario, Ways.always(1), type, seed),
            Simulation.run(scenario, Ways.always(3), type, seed),
            Simulation.run(scenario, Ways.depth(USUAL_COEFFICIENT), type, seed),
            tuned.named(tuned.way() + " (tuned)"),
            Simulation.run(scenario, Ways.ours(), type, seed)));
  }

  public Outcome ours() {
    return outcomes.getLast();
  }

  /// The cheapest of those that keep every deadline and lose nothing.
  public Optional<Outcome> cheapest() {
    return outcomes.stream()
        .filter(Outcome::good)
        .min(Comparator.comparingDouble(Outcome::dollarsPerMonth));
  }

  /// One sentence on where ours stands.
  public String verdict() {
    Outcome best = cheapest().orElse(null);
    if (best == null) {
      return "No way keeps every deadline here.";
    }
    if (!ours().good()) {
      return "Ours does not keep every deadline here; " + best.way() + " does.";
    }
    return best.dollarsPerMonth() >= ours().dollarsPerMonth()
        ? "Ours costs least of those that keep every deadline."
        : "Ours is not the cheapest: " + best.way() + " keeps every deadline for less.";
  }
}
