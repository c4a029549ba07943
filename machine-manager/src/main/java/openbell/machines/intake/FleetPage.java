package openbell.machines.intake;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.ExpectedWork;
import openbell.machines.fleet.Machine;
import openbell.machines.fleet.MachineUse;
import openbell.machines.fleet.Reckoning;
import openbell.machines.intake.MachineDesk.Standing;
import org.jspecify.annotations.Nullable;

/// The fleet as its page shows it.
///
/// @param now the decision of the last look; null before the first
/// @param facts machine time, its budget and price, and what was learned
/// @param expected the next batches that the schedules ask for, soonest first
public record FleetPage(
    String kind,
    List<MachineRow> machines,
    @Nullable Decision now,
    DayChart chart,
    List<Fact> facts,
    List<Batch> expected,
    List<Decision> decisions) {
  private static final int MOST_EXPECTED = 5;
  private static final long SECONDS_PER_HOUR = 3_600;

  /// A worker.
  public record MachineRow(String id, String state, String tone, String since, String detail) {}

  /// A figure with its name.
  public record Fact(String what, String value, String how) {}

  /// Work to come.
  public record Batch(String at, long jobs, String takes, String deadline) {
    static Batch of(ExpectedWork work) {
      return new Batch(
          JobRow.moment(work.at()),
          work.jobs(),
          Amounts.time(Duration.ofMillis(Math.round(work.seconds() * 1e3))),
          JobRow.moment(work.deadline()));
    }
  }

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

  static FleetPage of(Standing standing) {
    return new FleetPage(
        standing.kind(),
        standing.machines().stream().map(FleetPage::row).toList(),
        standing.now().map(Decision::of).orElse(null),
        DayChart.of(standing.curve(), standing.curveFrom(), standing.at()),
        facts(standing),
        standing.expected().stream().limit(MOST_EXPECTED).map(Batch::of).toList(),
        standing.decisions().stream().map(Decision::of).toList());
  }

  private static List<Fact> facts(Standing standing) {
    var budget = standing.budget();
    var boot = standing.boot();
    long perHour = standing.price().picosPerSecond() * SECONDS_PER_HOUR;
    var asOf = standing.price().asOf();
    String currency = standing.price().currency();
    return List.of(
        new Fact(
            "Machine time today",
            Amounts.time(standing.used()),
            perHour == 0
                ? "since midnight UTC"
                : Amounts.money(standing.price().of(standing.used()), currency)),
        new Fact(
            "Budget for a day",
            budget == null ? "none" : Amounts.time(budget),
            budget == null ? "only the number of machines is bounded" : "of machine time"),
        new Fact(
            "One machine for an hour",
            perHour == 0 ? "no price" : Amounts.money(perHour, currency),
            perHour == 0
                ? "openbell.costs.machine-hour sets one"
                : asOf == null ? "nobody said when this was looked up" : "as of " + asOf),
        new Fact(
            "A machine starts in",
            boot == null ? "not known yet" : Amounts.time(boot),
            boot == null
                ? "learned once %d starts were seen".formatted(MachineUse.FEWEST_BOOTS)
                : "95 of 100 were quicker"),
        new Fact(
            "A job takes",
            Amounts.time(Duration.ofNanos(Math.round(standing.jobSeconds() * 1e9))),
            "learned, where nothing nearer is known"));
  }

  private static MachineRow row(Machine machine) {
    String state = machine.state().name().toLowerCase(Locale.ROOT);
    return new MachineRow(
        machine.id(),
        state,
        switch (machine.state()) {
          case RUNNING -> "ok";
          case STARTING -> "starting";
          case STUCK -> "dead";
          case DRAINING, STOPPING -> "stopping";
        },
        JobRow.moment(machine.since()),
        machine.detail());
  }
}
