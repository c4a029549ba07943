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
  /// from zero up.
  @WithDefault("inprocess")
  FleetKind fleet();

  /// How often queue and fleet are looked at while nothing waits or runs; `off` for never. A first
  /// job is seen at once all the same, and known work when its machines have to start. More often
  /// asks the queue more.
  @WithDefault("30s")
  String every();

  /// The same while work is there.
  @WithDefault("5s")
  Duration everyWorking();

  /// The same while machines start, rest or end.
  @WithDefault("1s")
  Duration everyMoving();

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

  /// Work is never planned into less time than this, however late it is. Shorter starts more
  /// machines for what is late.
  @WithDefault("30s")
  Duration shortestWindow();

  /// How long before known work its machines should be up, besides the time of their start.
  @WithDefault("30s")
  Duration prewarmLead();

  /// How long before known work no machine that it needs is stopped.
  @WithDefault("10m")
  Duration keepBefore();

  /// How long a machine is kept after its start, unless the idle grace is shorter.
  @WithDefault("1m")
  Duration coolDown();

  /// A machine that takes longer to start is lost: it is stopped, and another one started.
  @WithDefault("5m")
  Duration startLimit();

  /// How long a machine takes to start, until some starts have been seen.
  @WithDefault("5s")
  Duration bootGuess();

  /// Machine time of a day (UTC) in all. Once it is used up, machines finish what they have, and
  /// work waits; operators are told. Unlimited by default.
  Optional<Duration> dailyBudget();

  /// Pause after a machine that ended soon after its start; doubles with each further one.
  @WithDefault("10s")
  Duration startPause();

  /// Jobs that one machine works on at the same time.
  @WithDefault("2")
  int slotsPerMachine();

  /// How long one job keeps a slot busy, until enough jobs have been seen. Too low starts too few
  /// machines for a while; the age of the oldest job corrects it.
  @WithDefault("1s")
  Duration expectedJob();

  /// Queues that operators see and may change.
  @WithDefault("run-requests,run-jobs,run-results,run-outcomes,notifications,workload")
  List<String> queues();

  /// The `process` fleet.
  WorkerProcess process();

  /// The kinds of fleet.
  enum FleetKind {
    INPROCESS,
    PROCESS
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

    /// How far workers give way to the other processes of this host, 0 to 19.
    @WithDefault("5")
    int nice();

    /// How long a worker may take to start before it counts as stuck.
    @WithDefault("2m")
    Duration bootLimit();

    /// Largest log file of a worker in bytes. One older of the same size is kept beside it.
    @WithDefault("5242880")
    long logBytes();

    /// Workers that have ended and whose logs are kept.
    @WithDefault("20")
    int keptLogs();
  }
}
