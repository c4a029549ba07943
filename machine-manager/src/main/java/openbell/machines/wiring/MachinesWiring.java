package openbell.machines.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.machines.adapter.InProcessFleet;
import openbell.machines.adapter.JdbiDecisionLog;
import openbell.machines.adapter.JsonPayloads;
import openbell.machines.adapter.ProcessFleet;
import openbell.machines.adapter.RunJobsReading;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.Fleet;
import openbell.machines.fleet.FleetKeeper;
import openbell.machines.fleet.QueueReading;
import openbell.machines.fleet.ScalingPolicy;
import openbell.machines.queue.PayloadReader;
import openbell.machines.queue.QueueDesk;
import openbell.runtime.messaging.QueueSettings;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.wiring.SchemaMigration;
import org.jdbi.v3.core.Jdbi;

/// Builds the machine manager from its configuration.
@Dependent
public final class MachinesWiring {
  /// More carriers than cores: docs/adr/0058.
  private static final String CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=16";

  private static final Path WORKER = Path.of("strategy-worker/target/quarkus-app/quarkus-run.jar");

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
  QueueReading runJobs(JobQueues queues, QueueSettings settings) {
    return new RunJobsReading(queues.named("run-jobs"), settings.retention());
  }

  @Produces
  @Singleton
  Fleet fleet(MachinesConfig config, Clock clock) {
    return switch (config.fleet()) {
      case INPROCESS -> new InProcessFleet(clock.instant());
      case PROCESS -> new ProcessFleet(processes(config), clock);
    };
  }

  @Produces
  @Singleton
  FleetKeeper fleetKeeper(QueueReading queue, Fleet fleet, DecisionLog log, MachinesConfig config) {
    return new FleetKeeper(queue, fleet, policy(config), log);
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

  private static ScalingPolicy policy(MachinesConfig config) {
    ScalingPolicy.Limits limits =
        switch (config.fleet()) {
          case INPROCESS -> new ScalingPolicy.Limits(1, 1, 1, config.startPause());
          case PROCESS ->
              new ScalingPolicy.Limits(
                  config.minMachines(),
                  config.maxMachines(),
                  config.maxStartsPerRound(),
                  config.startPause());
        };
    return new ScalingPolicy(
        limits,
        config.slotsPerMachine(),
        config.expectedJob(),
        config.finishWithin(),
        config.idleGrace());
  }

  private static ProcessFleet.Settings processes(MachinesConfig config) {
    Map<String, String> environment = new HashMap<>();
    // Nobody calls a worker, and several live on one host.
    environment.put("QUARKUS_HTTP_PORT", "0");
    environment.putAll(config.process().environment());
    return new ProcessFleet.Settings(
        config.process().command().orElseGet(MachinesWiring::thisJavaWithTheWorker),
        environment,
        config.process().directory().toAbsolutePath(),
        config.maxMachines(),
        config.process().grace());
  }

  private static List<String> thisJavaWithTheWorker() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-Xmx512m", CARRIERS, "-jar", WORKER.toAbsolutePath().toString());
  }
}
