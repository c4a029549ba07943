package openbell.machines.intake.offline;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import openbell.machines.simulate.Comparison;
import openbell.machines.simulate.KnownWays;
import openbell.machines.simulate.MachineType;
import openbell.machines.simulate.Outcome;
import openbell.machines.simulate.Prices;

/// The comparison for people.
final class SimulationReport {
  private static final int SHOWN = 8;

  private final PrintWriter out;

  SimulationReport(PrintWriter out) {
    this.out = out;
  }

  void head(Prices prices, MachineType type, long seed) {
    out.println();
    out.println(
        "  Machine " + type.name() + ", " + type.slots() + " slots; seed " + seed + ". Prices:");
    prices.about().forEach(line -> out.println("  # " + line));
  }

  void comparison(Comparison comparison) {
    out.println();
    out.printf(
        Locale.ROOT,
        "  %s: %s; %d jobs, deadline after %d s, at most %d machines%n%n",
        comparison.scenario().letter(),
        comparison.scenario().title(),
        comparison.scenario().arrivals().size(),
        comparison.scenario().within().toSeconds(),
        comparison.scenario().most());
    table(comparison.outcomes(), false);
    out.println();
    out.println("  " + comparison.verdict());
  }

  void search(String what, List<Outcome> ranked) {
    out.println();
    out.println("  " + what + ", best first:");
    out.println();
    table(ranked.subList(0, Math.min(SHOWN, ranked.size())), true);
  }

  void known(List<KnownWays.Row> rows) {
    out.println();
    out.println("  Three known ways, as published and as simulated:");
    for (KnownWays.Row row : rows) {
      out.println();
      out.println("  " + row.way());
      out.println("    published  " + row.published());
      out.println("    simulated  " + row.simulated());
      out.println("    openbell   " + row.ours());
    }
    out.println();
  }

  private void table(List<Outcome> outcomes, boolean withType) {
    Columns columns =
        new Columns(
            "way", "p50 s", "p95 s", "max s", "late", "lost", "killed", "most", "hours", "$/month",
            "calls");
    for (Outcome one : outcomes) {
      columns.row(
          withType ? one.way() + " on " + one.type() : one.way(),
          seconds(one.p50()),
          seconds(one.p95()),
          seconds(one.max()),
          Integer.toString(one.late()),
          Integer.toString(one.lost()),
          Integer.toString(one.killed()),
          Integer.toString(one.fleet().most()),
          String.format(Locale.ROOT, "%.2f", one.machineHours()),
          String.format(Locale.ROOT, "%.2f", one.dollarsPerMonth()),
          Long.toString(one.fleet().calls()));
    }
    columns.lines().forEach(out::println);
  }

  private static String seconds(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "never";
  }
}
