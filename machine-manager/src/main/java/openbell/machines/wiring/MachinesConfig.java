package openbell.machines.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How many workers run, and where.
@ConfigMapping(prefix = "openbell.machines")
public interface MachinesConfig {

  /// `inprocess`: the worker in this very process, always one. `process`: worker JVMs on this host,
  /// from zero up. `fly` and `kubernetes`: `docs/fleets.md`.
  @WithDefault("inprocess")
  FleetKind fleet();

  /// How often queue and fleet are looked at; `off` for never. More often starts a worker sooner
  /// and asks the queue more.
  @WithDefault("5s")
  String every();

  /// Machines that are kept even when there is nothing to do.
  @WithDefault("0")
  int minMachines();

  /// Hard upper bound. Work beyond it waits.
  @WithDefault("3")
  int maxMachines();

  /// Machines started per look. Low on purpose: a wrong observation must not cost a fortune.
  @WithDefault("3")
  int maxStartsPerRound();

  /// Time in which everything that waits should be done; shorter starts more machines.
  @WithDefault("2m")
  Duration finishWithin();

  /// How long fewer machines must have been enough before one is stopped.
  @WithDefault("5m")
  Duration idleGrace();

  /// Pause after a machine that ended soon after its start; doubles with each further one.
  @WithDefault("10s")
  Duration startPause();

  /// Jobs that one machine works on at the same time.
  @WithDefault("2")
  int slotsPerMachine();

  /// How long one job keeps a slot busy. Too low starts too few machines for a while; the age of
  /// the oldest job corrects it.
  @WithDefault("1s")
  Duration expectedJob();

  /// Queues that operators see and may change.
  @WithDefault("run-requests,run-jobs,run-results,run-outcomes,notifications")
  List<String> queues();

  /// The `process` fleet.
  WorkerProcess process();

  /// The kinds of fleet.
  enum FleetKind {
    INPROCESS,
    PROCESS,
    FLY,
    KUBERNETES
  }

  /// Worker JVMs on this host.
  interface WorkerProcess {

    /// Program and arguments of a worker; by default this Java with the built strategy worker.
    Optional<List<String>> command();

    /// Variables added to the environment that a worker inherits.
    Map<String, String> environment();

    /// Where a worker's log and the note about its process are.
    @WithDefault("var/machines")
    Path directory();

    /// How long a stopped worker may finish what it has before it is killed.
    @WithDefault("5m")
    Duration grace();
  }
}
