package openbell.machines.intake.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import openbell.machines.simulate.Comparison;
import openbell.machines.simulate.MachineType;
import openbell.machines.simulate.Outcome;
import openbell.machines.simulate.Prices;

/// The comparison for programs. Numbers that do not exist are null.
final class SimulationJson {
  private SimulationJson() {}

  static String of(Prices prices, MachineType type, long seed, List<Comparison> comparisons) {
    List<String> days = comparisons.stream().map(SimulationJson::day).toList();
    return object(
        "seed", Long.toString(seed),
        "machine", quoted(type.name()),
        "prices", list(prices.about().stream().map(SimulationJson::quoted).toList()),
        "scenarios", list(days));
  }

  private static String day(Comparison one) {
    return object(
        "scenario", quoted(one.scenario().letter()),
        "title", quoted(one.scenario().title()),
        "deadlineSeconds", Long.toString(one.scenario().within().toSeconds()),
        "jobs", Integer.toString(one.scenario().arrivals().size()),
        "verdict", quoted(one.verdict()),
        "ways", list(one.outcomes().stream().map(SimulationJson::outcome).toList()));
  }

  private static String outcome(Outcome one) {
    List<String> decisions = new ArrayList<>();
    new TreeMap<>(one.decisions())
        .forEach((name, count) -> decisions.addAll(List.of(name, Integer.toString(count))));
    return object(
        "way", quoted(one.way()),
        "machine", quoted(one.type()),
        "p50Seconds", number(one.p50()),
        "p95Seconds", number(one.p95()),
        "maxSeconds", number(one.max()),
        "late", Integer.toString(one.late()),
        "lost", Integer.toString(one.lost()),
        "killed", Integer.toString(one.killed()),
        "mostMachines", Integer.toString(one.fleet().most()),
        "machineHours", number(one.machineHours()),
        "dollarsPerMonth", number(one.dollarsPerMonth()),
        "apiCalls", Long.toString(one.fleet().calls()),
        "apiErrors", Long.toString(one.fleet().errors()),
        "unexplained", Integer.toString(one.unexplained()),
        "decisions", object(decisions.toArray(new String[0])));
  }

  private static String object(String... namesAndValues) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(quoted(namesAndValues[i]) + ": " + namesAndValues[i + 1]);
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static String list(List<String> values) {
    return "[" + String.join(",\n", values) + "]";
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "null";
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
