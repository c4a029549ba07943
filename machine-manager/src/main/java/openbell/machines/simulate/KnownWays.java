package openbell.machines.simulate;

import java.util.List;
import java.util.Locale;

/// The three ways to run such a day that were published, with their figures, and ours beside them.
public final class KnownWays {
  private static final double HOURS_PER_MONTH = 730;

  private KnownWays() {}

  /// @param published what was written about it
  /// @param simulated what the simulation gives for it
  /// @param ours the same day with our policy
  public record Row(String way, String published, String simulated, String ours) {}

  /// @param type that our figures are for
  public static List<Row> rows(Prices prices, MachineType type, long seed) {
    Scenario open = Scenarios.all().getFirst();
    Scenario day = Scenarios.published();
    Outcome one = Simulation.run(open, Ways.always(1), type, seed);
    Outcome three = Simulation.run(open, Ways.always(3), type, seed);
    Outcome ours = Simulation.run(open, Ways.ours(), type, seed);
    Outcome zero = Simulation.run(day, Ways.depth(1), type, seed);
    Outcome oursLong = Simulation.run(day.atMost(open.most()), Ways.ours(), type, seed);
    return List.of(
        new Row(
            "one instance, 120 runs of 10 s",
            "the last user waits 20 min",
            "the last waits " + minutes(one.max()),
            "the last waits " + minutes(ours.max()) + ", " + month(ours, type)),
        new Row(
            "three static instances",
            "\"$50+\", elsewhere \"about $12\" a month",
            "the last waits " + minutes(three.max()) + "; " + threeAt(prices),
            "the last waits " + minutes(ours.max()) + ", " + month(ours, type)),
        new Row(
            "scale to zero, about 2 h a day",
            "$6.47 a month on performance-1x",
            month(zero, type) + implied(prices, zero),
            "the last waits " + minutes(oursLong.max()) + ", " + month(oursLong, type)));
  }

  private static String month(Outcome outcome, MachineType type) {
    double hours = outcome.dollarsPerMonth() / type.dollars(3_600);
    return String.format(
        Locale.ROOT, "%.1f machine-hours and $%.2f a month", hours, outcome.dollarsPerMonth());
  }

  private static String threeAt(Prices prices) {
    List<String> each =
        prices.types().stream()
            .map(
                type ->
                    String.format(
                        Locale.ROOT,
                        "$%.2f on %s",
                        type.dollars(3 * HOURS_PER_MONTH * 3_600),
                        type.name()))
            .toList();
    return String.format(
        Locale.ROOT,
        "%.0f machine-hours a month: %s",
        3 * HOURS_PER_MONTH,
        String.join(", ", each));
  }

  private static String implied(Prices prices, Outcome zero) {
    return prices
        .find("as-published")
        .map(
            type ->
                String.format(
                    Locale.ROOT,
                    "; $%.2f at the price that was published",
                    type.dollars(zero.machineSeconds()) * HOURS_PER_MONTH / 24))
        .orElse("");
  }

  private static String minutes(double seconds) {
    return seconds < 120
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.1f min", seconds / 60);
  }
}
