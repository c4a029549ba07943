package openbell.machines.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.machines.adapter.InProcessFleet;
import openbell.machines.adapter.JdbiDecisionLog;
import openbell.machines.adapter.JsonPayloads;
import openbell.machines.adapter.ProcessFleet;
import openbell.machines.adapter.QueueDrains;
import openbell.machines.adapter.RunJobsReading;
import openbell.machines.fleet.DeadlinePolicy;
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

  private static final String RUN_JOBS = "run-jobs";
  private static final Duration BOOT_GUESS = Duration.ofSeconds(5);
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
  Fleet fleet(MachinesConfig config, Clock clock) {
    return switch (config.fleet()) {
      case INPROCESS -> new InProcessFleet(clock.instant());
      case PROCESS -> new ProcessFleet(processes(config), clock);
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
      DecisionLog log,
      Term term,
      MachinesConfig config) {
    return new FleetKeeper(
        new FleetKeeper.Sources(work, forecast, use),
        fleet,
        drains,
        policy(config),
        log,
        term,
        BOOT_GUESS);
  }

  // Placeholders until the adapters are there.
  @Produces
  @Singleton
  JobTimes jobTimes(MachinesConfig config) {
    double seconds = config.expectedJob().toMillis() / 1e3;
    return new JobTimes() {
      @Override
      public double expected(String owner, String configHash) {
        return seconds;
      }

      @Override
      public double expected() {
        return seconds;
      }

      @Override
      public void learn(String owner, String configHash, Duration busy) {}
    };
  }

  @Produces
  @Singleton
  Forecast forecast() {
    return (_, _) -> List.of();
  }

  @Produces
  @Singleton
  Term term() {
    return new Term() {
      @Override
      public boolean hold() {
        return true;
      }

      @Override
      public boolean held() {
        return true;
      }
    };
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
    DeadlinePolicy.Limits limits =
        switch (config.fleet()) {
          case INPROCESS -> new DeadlinePolicy.Limits(1, 1, 1, config.startPause());
          case PROCESS ->
              new DeadlinePolicy.Limits(
                  config.minMachines(),
                  config.maxMachines(),
                  config.maxStartsPerRound(),
                  config.startPause());
        };
    return new DeadlinePolicy(
        limits, config.slotsPerMachine(), config.finishWithin(), config.idleGrace());
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
