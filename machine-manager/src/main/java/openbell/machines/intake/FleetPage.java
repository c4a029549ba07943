package openbell.machines.intake;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.Reckoning;
import org.jspecify.annotations.Nullable;

/// The fleet as its page shows it.
///
/// @param now the decision of the last look; null before the first
public record FleetPage(
    String kind, List<MachineRow> machines, @Nullable Decision now, List<Decision> decisions) {

  /// A worker.
  public record MachineRow(String id, String state, String tone, String since, String detail) {}

  /// A decision in words.
  public record Decision(String at, String action, String reason, Reckoning sum) {
    static Decision of(DecisionLog.Entry entry) {
      return new Decision(
          JobRow.moment(entry.at()), words(entry.action()), entry.reason(), entry.reckoning());
    }

    /// `stop w-1 w-2` becomes `Stop w-1, w-2`.
    private static String words(String action) {
      int space = action.indexOf(' ');
      String verb = space < 0 ? action : action.substring(0, space);
      String rest = space < 0 ? "" : action.substring(space).strip().replace(" ", ", ");
      String start = verb.substring(0, 1).toUpperCase(Locale.ROOT) + verb.substring(1);
      return rest.isEmpty() ? start : start + " " + rest;
    }
  }

  static FleetPage of(
      String kind,
      List<Machine> machines,
      Optional<DecisionLog.Entry> latest,
      List<DecisionLog.Entry> decisions) {
    return new FleetPage(
        kind,
        machines.stream().map(FleetPage::row).toList(),
        latest.map(Decision::of).orElse(null),
        decisions.stream().map(Decision::of).toList());
  }

  private static MachineRow row(Machine machine) {
    String state = machine.state().name().toLowerCase(Locale.ROOT);
    return new MachineRow(
        machine.id(),
        state,
        switch (state) {
          case "running" -> "ok";
          case "starting" -> "starting";
          default -> "stopping";
        },
        JobRow.moment(machine.since()),
        machine.detail());
  }
}
