package openbell.machines.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import openbell.machines.adapter.InProcessFleet;
import openbell.machines.adapter.JdbiDecisionLog;
import openbell.machines.adapter.JsonPayloads;
import openbell.machines.adapter.ProcessFleet;
import openbell.machines.adapter.QueueDrains;
import openbell.machines.adapter.RunJobsReading;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.Drains;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetKeeper;
import openbell.machines.fleet.Forecast;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.MachineUse;
import openbell.machines.fleet.ScalingPolicy;
import openbell.machines.fleet.Term;
import openbell.machines.fleet.WorkReading;
import openbell.machines.queue.PayloadReader;
import openbell.machines.queue.QueueDesk;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.messaging.QueueSettings;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.wiring.SchemaMigration;
import org.jdbi.v3.core.Jdbi;

/// Builds the machine manager from its configuration.
@Dependent
public final class MachinesWiring {
  private static final String RUN_JOBS = "run-jobs";
  private static final Path WORKER = Path.of("strategy-worker/target/quarkus-app");

  @Produces
  @Singleton
  SchemaMigration machinesSchema() {
    return new SchemaMigration("machines", "db/machines");
  }

  @Produces
  @Singleton
  DecisionLog decisionLog(Jdbi jdbi) {
    return new JdbiDecisionLog(jdbi);
  }

  @Produces
  @Singleton
  WorkReading work(JobQueues queues, QueueSettings settings, JobTimes times, Clock clock) {
    return new RunJobsReading(queues.named(RUN_JOBS), settings.retention(), times, clock);
  }

  @Produces
  @Singleton
  Drains drains(JobQueues queues) {
    return new QueueDrains(queues.named(RUN_JOBS));
  }

  @Produces
  @Singleton
  Fleet fleet(
      MachinesConfig config,
      FlyConfig fly,
      KubernetesConfig kubernetes,
      QueueSettings settings,
      Clock clock) {
    return switch (config.fleet()) {
      case INPROCESS -> new InProcessFleet(settings.machine(), clock.instant());
      case PROCESS -> new ProcessFleet(processes(config), clock);
      case FLY -> CloudFleets.fly(fly, config.maxMachines(), clock);
      case KUBERNETES -> CloudFleets.kubernetes(kubernetes, config.maxMachines(), clock);
    };
  }

  @Produces
  @Singleton
  FleetKeeper fleetKeeper(
      WorkReading work,
      Forecast forecast,
      MachineUse use,
      Fleet fleet,
      Drains drains,
      ScalingPolicy policy,
      DecisionLog log,
      Term term,
      MachinesConfig config,
      AlertSink alerts) {
    return new FleetKeeper(
        new FleetKeeper.Sources(work, forecast, use),
        fleet,
        drains,
        policy,
        log,
        term,
        config.bootGuess(),
        alerts);
  }

  @Produces
  @Singleton
  QueueDesk queueDesk(JobQueues queues, Cancellations cancellations, MachinesConfig config) {
    return new QueueDesk(queues, cancellations, config.queues());
  }

  @Produces
  @Singleton
  PayloadReader payloadReader() {
    return new JsonPayloads();
  }

  private static ProcessFleet.Settings processes(MachinesConfig config) {
    Map<String, String> environment = new HashMap<>();
    // Nobody calls a worker, and several live on one host.
    environment.put("QUARKUS_HTTP_PORT", "0");
    if (config.minMachines() == 0) {
      // Should no manager ever come back, none of its workers stays for ever.
      Duration alone = config.idleGrace().multipliedBy(3).plusMinutes(1);
      environment.put("OPENBELL_WORKER_EXIT_WHEN_IDLE", alone.toSeconds() + "s");
    }
    environment.putAll(config.process().environment());
    return new ProcessFleet.Settings(
        config.process().command().orElseGet(() -> WorkerCommand.of(WORKER)),
        environment,
        config.process().directory().toAbsolutePath(),
        config.maxMachines(),
        config.process().grace(),
        bounds(config.process()));
  }

  private static ProcessFleet.Bounds bounds(MachinesConfig.WorkerProcess process) {
    return new ProcessFleet.Bounds(
        process.nice(), process.bootLimit(), process.logBytes(), process.keptLogs());
  }
}
