package openbell.machines.fleet;

import static openbell.machines.fleet.Machine.State.DRAINING;
import static openbell.machines.fleet.Machine.State.RUNNING;
import static openbell.machines.fleet.Machine.State.STARTING;
import static openbell.machines.fleet.Machine.State.STOPPING;
import static openbell.machines.fleet.Machine.State.STUCK;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openbell.machines.fleet.Placement.Room;
import openbell.machines.fleet.Reckoning.Step;

/// Says a plan's arithmetic, so that a person can do it again.
final class PlanWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<Step> steps = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private String formula = "";
  private String prediction = "";
  private long jobs;

  void add(String what, String value, String how) {
    steps.add(new Step(what, value, how));
  }

  void waiting(Load load, double fresh, Duration window, Instant due, Duration finishWithin) {
    jobs = load.waiting();
    add("Jobs that wait", Long.toString(jobs), delays(load));
    add("Jobs in hand", Integer.toString(load.active().size()), "");
    if (jobs == 0) {
      return;
    }
    if (load.crashed() > 0) {
      add(
          "Of those, lost by their worker before",
          Long.toString(load.crashed()),
          "they count for one machine in all");
    }
    add(
        "They take",
        String.format(Locale.ROOT, "%.1f s", fresh),
        String.format(
            Locale.ROOT, "%.2f s each, learned from runs before", load.waitingSeconds() / jobs));
    String until =
        load.deadline() == null
            ? String.format(
                Locale.ROOT,
                "within %d s of their arrival, and one has waited for %d s",
                finishWithin.toSeconds(),
                load.oldestReady().toSeconds())
            : "until the deadline, " + TIME.format(due);
    add("Time for them", String.format(Locale.ROOT, "%.0f s", Placement.seconds(window)), until);
  }

  private static String delays(Load load) {
    return load.delayed() == 0
        ? ""
        : String.format(
            Locale.ROOT, "%d are delayed, %d of them are due", load.delayed(), load.dueDelayed());
  }

  void room(Room room, Duration window, int slots, Duration boot) {
    if (jobs == 0) {
      formula = room.machines() == 0 ? "nothing waits" : room.machines() + " with jobs in hand";
      return;
    }
    int more = room.machines() - room.old();
    double open = Placement.seconds(window);
    String each =
        String.format(
            Locale.ROOT,
            "(%d slots x (%.0f s - %.0f s to start) x %.1f)",
            slots,
            open,
            Placement.seconds(boot),
            Placement.UTILISATION);
    if (room.old() > 0) {
      add(
          "Machines there that take them",
          Integer.toString(room.old()),
          String.format(
              Locale.ROOT,
              "%.1f s: %d slots x %.0f s x %.1f each, less jobs in hand and starts",
              room.oldSeconds(),
              slots,
              open,
              Placement.UTILISATION));
    }
    String all = String.format(Locale.ROOT, "%.1f s of %d jobs", room.work(), jobs);
    if (more == 0) {
      formula =
          String.format(
              Locale.ROOT, "%d there take %.1f s of %s", room.old(), room.oldSeconds(), all);
    } else {
      String rest =
          room.old() == 0
              ? all
              : String.format(Locale.ROOT, "(%s - %.1f s)", all, room.oldSeconds());
      formula =
          (room.old() == 0 ? "" : room.old() + " + ")
              + String.format(Locale.ROOT, "ceil(%s / %s)", rest, each);
      add(
          "Machines besides",
          Integer.toString(more),
          String.format(Locale.ROOT, "ceil(%s / %s)", rest, each));
    }
    if (room.pointless()) {
      note("Others would come when all is done", "0", "a start takes " + boot.toSeconds() + " s");
    }
    if (room.perJob()) {
      note("No more than a slot for each job", Integer.toString(room.machines()), "");
    }
  }

  private void note(String what, String value, String how) {
    add(what, value, how);
    remarks.add(what.toLowerCase(Locale.ROOT));
  }

  void pressure(Duration oldest, int asked) {
    add(
        "One more, because a job waits too long",
        Integer.toString(asked),
        "it has waited for " + oldest.toSeconds() + " s");
    remarks.add(
        String.format(
            Locale.ROOT, "%d because a job has waited for %d s", asked, oldest.toSeconds()));
  }

  /// @param have machines that are only kept for it; 0 when it is so near that others are started
  void batch(ExpectedWork batch, int needs, int have) {
    add(
        "Known work at " + TIME.format(batch.at()) + " needs",
        Integer.toString(needs),
        String.format(Locale.ROOT, "%d jobs of %.1f s in all", batch.jobs(), batch.seconds())
            + (have == 0
                ? ""
                : "; nothing is started yet, and of " + have + " none of these goes"));
    remarks.add(
        String.format(
            Locale.ROOT, "%d for %d jobs at %s", needs, batch.jobs(), TIME.format(batch.at())));
  }

  void bounds(int wanted, DeadlinePolicy.Limits limits) {
    String range = limits.least() + " to " + limits.most();
    if (wanted > limits.most() || wanted < limits.least()) {
      note("Bound", range, String.format(Locale.ROOT, "%d would be right", wanted));
    }
  }

  void budget(Duration used, Duration budget, long paid) {
    add(
        "Machine time of this day",
        String.format(Locale.ROOT, "%d of %d s", used.toSeconds(), budget.toSeconds()),
        "the rest pays for " + paid + " machines");
    remarks.add(String.format(Locale.ROOT, "budget pays for %d", paid));
  }

  void prediction(Optional<Instant> done, Instant due, boolean late) {
    prediction =
        done.map(at -> "all is done at about " + TIME.format(at)).orElse("nothing is done")
            + ", and is due at "
            + TIME.format(due)
            + ".";
    add(
        late ? "Late: all is done at" : "All is done at",
        done.map(TIME::format).orElse("never"),
        "due at " + TIME.format(due));
    if (late) {
      remarks.add(prediction);
    }
  }

  String prediction() {
    return prediction;
  }

  Reckoning reckoning(int target, int have, FleetView fleet) {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step("Machines needed", Integer.toString(target), ""));
    String there = there(fleet);
    all.add(new Step("Machines there", Integer.toString(have), there));
    String notes = remarks.isEmpty() ? "" : "; " + String.join("; ", remarks);
    String text =
        String.format(Locale.ROOT, "target %d = %s%s; have %d", target, formula, notes, have);
    return new Reckoning(target, have, there.isEmpty() ? text : text + " (" + there + ")", all);
  }

  /// `2 running, 1 starting`.
  private static String there(FleetView fleet) {
    List<String> parts = new ArrayList<>();
    for (Machine.State state : List.of(RUNNING, STARTING, DRAINING, STOPPING, STUCK)) {
      int count = fleet.in(state).size();
      if (count > 0) {
        parts.add(count + " " + state.name().toLowerCase(Locale.ROOT));
      }
    }
    return String.join(", ", parts);
  }
}
