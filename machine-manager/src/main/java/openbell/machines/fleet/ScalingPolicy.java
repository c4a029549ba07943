package openbell.machines.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import openbell.machines.fleet.ScalingDecision.Drain;
import openbell.machines.fleet.ScalingDecision.Hold;
import openbell.machines.fleet.ScalingDecision.Start;
import openbell.machines.fleet.ScalingDecision.Stop;
import openbell.runtime.queue.QueueDepth;

/// Judges how many machines the work needs: up at once, down after a quiet time, to zero only when
/// nothing is queued, running or due soon.
///
/// @param limits bounds that no arithmetic can exceed
/// @param slotsPerMachine jobs that a machine works on at the same time
/// @param expectedPerJob seconds of one slot that a job takes
/// @param finishWithin time in which everything that waits should be done
/// @param idleGrace how long fewer machines must have been enough before one is stopped
public record ScalingPolicy(
    Limits limits,
    int slotsPerMachine,
    Duration expectedPerJob,
    Duration finishWithin,
    Duration idleGrace) {

  /// Share of the time that work may fill; the rest is room for retries.
  private static final double UTILISATION = 0.8;

  /// Doublings of the pause after failed starts; with 10 s at most about 5 minutes.
  private static final int MOST_DOUBLINGS = 5;

  /// @param startPause pause after a failed start; doubles with each further one
  public record Limits(int least, int most, int startsPerRound, Duration startPause) {
    public Limits {
      if (least < 0 || most < 1 || least > most || startsPerRound < 1) {
        throw new IllegalArgumentException(
            "needs 0 <= least <= most, most >= 1 and startsPerRound >= 1");
      }
    }
  }

  /// A target with its derivation.
  record Target(int machines, String arithmetic) {}

  public ScalingDecision decide(FleetObservation seen) {
    QueueDepth depth = seen.depth();
    int have = seen.fleet().capacity();
    if (depth == null) {
      return new Hold("The queue did not answer.", "have %d".formatted(have));
    }
    Target target = target(depth, have);
    String sum = "%s; have %d".formatted(target.arithmetic(), have);
    if (target.machines() > have) {
      return up(seen, target.machines() - have, sum);
    }
    if (target.machines() < have) {
      return down(seen, depth, have - target.machines(), sum);
    }
    return new Hold(have == 0 ? "There is nothing to do." : "The fleet fits the work.", sum);
  }

  /// Whether the machines that are there are needed now; a quiet time begins when they are not.
  public boolean needed(FleetObservation seen) {
    QueueDepth depth = seen.depth();
    int have = seen.fleet().capacity();
    return depth == null || target(depth, have).machines() >= Math.max(have, 1);
  }

  private Target target(QueueDepth depth, int have) {
    long jobs = depth.ready() + depth.dueDelayed() + depth.leased();
    double window = finishWithin.toMillis() / 1e3;
    double seconds = expectedPerJob.toMillis() / 1e3;
    long forWork = (long) Math.ceil(jobs * seconds / (slotsPerMachine * window * UTILISATION));
    // The estimate may be wrong: a job that waited too long asks for one more than there are.
    boolean pressed = depth.oldestReady().compareTo(finishWithin) > 0;
    long wanted = Math.max(pressed ? have + 1L : forWork, dueSoon(depth) ? 1 : 0);
    int machines = Math.clamp(wanted, limits.least(), limits.most());
    String arithmetic =
        String.format(
            Locale.ROOT,
            "target %d = ceil(%d jobs x %.2f s / (%d slots x %.0f s x %.1f))%s%s",
            machines,
            jobs,
            seconds,
            slotsPerMachine,
            window,
            UTILISATION,
            pressed
                ? ", one more because a job waited " + depth.oldestReady().toSeconds() + " s"
                : "",
            machines == wanted
                ? ""
                : ", %d held to %d..%d".formatted(wanted, limits.least(), limits.most()));
    return new Target(machines, arithmetic);
  }

  /// A delayed job that is due within the grace would only stop a machine to start it again.
  private boolean dueSoon(QueueDepth depth) {
    Duration next = depth.untilNextDue();
    return depth.delayed() > 0 && next != null && next.compareTo(idleGrace) <= 0;
  }

  private ScalingDecision up(FleetObservation seen, int missing, String sum) {
    Instant lastFailure = seen.fleet().lastFailure();
    int failed = seen.fleet().failedStarts();
    if (lastFailure != null && failed > 0) {
      Duration pause = limits.startPause().multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
      if (seen.at().isBefore(lastFailure.plus(pause))) {
        return new Hold(
            "Machines end soon after their start; the next try waits.",
            "%s; %d failed starts, pause %d s".formatted(sum, failed, pause.toSeconds()));
      }
    }
    // Draining machines still occupy their host, so they count against the upper bound.
    int room = limits.most() - seen.fleet().machines().size();
    int count = Math.min(Math.min(missing, limits.startsPerRound()), room);
    if (count < 1) {
      return new Hold("The fleet is as large as it may be.", sum);
    }
    return new Start(count, "There is more work than the fleet can finish in time.", sum);
  }

  private ScalingDecision down(FleetObservation seen, QueueDepth depth, int spare, String sum) {
    String quiet =
        "%s; quiet for %d s of %d s"
            .formatted(sum, seen.quietFor().toSeconds(), idleGrace.toSeconds());
    if (seen.quietFor().compareTo(idleGrace) < 0) {
      return new Hold("Fewer machines would do, but not for long enough yet.", quiet);
    }
    if (depth.leased() == 0 && depth.ready() == 0) {
      return new Stop(newest(seen, spare), "There is nothing to do.", quiet);
    }
    int have = seen.fleet().capacity();
    int step = Math.min(spare, Math.max(1, have / 2));
    return new Drain(newest(seen, step), "Fewer machines are enough.", quiet);
  }

  private static Set<String> newest(FleetObservation seen, int count) {
    List<String> ids =
        seen.fleet().machines().stream()
            .filter(machine -> machine.state().capacity())
            .sorted(Comparator.comparing(Machine::since).reversed().thenComparing(Machine::id))
            .limit(count)
            .map(Machine::id)
            .toList();
    return new LinkedHashSet<>(ids);
  }
}
