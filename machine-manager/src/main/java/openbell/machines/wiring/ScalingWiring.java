package openbell.machines.wiring;

import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import openbell.machines.adapter.JdbiForecast;
import openbell.machines.adapter.JdbiJobTimes;
import openbell.machines.adapter.JdbiTerm;
import openbell.machines.adapter.ManagerName;
import openbell.machines.fleet.DeadlinePolicy;
import openbell.machines.fleet.JobTimes;
import openbell.machines.fleet.Pauses;
import openbell.machines.fleet.ScalingPolicy;
import openbell.machines.fleet.Term;
import openbell.machines.fleet.WorkBell;
import openbell.machines.wiring.MachinesConfig.FleetKind;
import openbell.runtime.queue.JobQueues;
import org.jdbi.v3.core.Jdbi;

/// Builds what decides how many machines there are.
@Dependent
public final class ScalingWiring {
  private static final String RUN_JOBS = "run-jobs";

  /// A term lasts for two looks, so that a slow one does not lose it.
  private static final int LOOKS_OF_A_TERM = 2;

  private static final Duration SHORTEST_TERM = Duration.ofSeconds(30);

  @Produces
  @Singleton
  JobTimes jobTimes(Jdbi jdbi, Clock clock, MachinesConfig config) {
    return new JdbiJobTimes(jdbi, clock, config.expectedJob());
  }

  /// Both what is asked for the forecast and what keeps it.
  @Produces
  @Singleton
  JdbiForecast forecast(Jdbi jdbi, JobTimes times) {
    return new JdbiForecast(jdbi, times);
  }

  @Produces
  @Singleton
  Term term(Jdbi jdbi, MachinesConfig config, Pauses pauses) {
    String host = host();
    Duration looks = pauses.resting().multipliedBy(LOOKS_OF_A_TERM);
    return new JdbiTerm(
        jdbi,
        config.fleet().name().toLowerCase(Locale.ROOT),
        ManagerName.own(host),
        looks.compareTo(SHORTEST_TERM) > 0 ? looks : SHORTEST_TERM,
        holder -> ManagerName.gone(host, holder));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Produces
  @Singleton
  WorkBell workBell(JobQueues queues) {
    return queues.named(RUN_JOBS)::awaitWork;
  }

  @Produces
  @Singleton
  Pauses pauses(MachinesConfig config) {
    if (config.every().equals("off")) {
      return new Pauses(false, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30));
    }
    Duration longest = DurationConverter.parseDuration(config.every());
    return new Pauses(
        true,
        shorter(config.everyMoving(), longest),
        shorter(config.everyWorking(), longest),
        longest);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @Produces
  @Singleton
  ScalingPolicy policy(MachinesConfig config) {
    DeadlinePolicy.Limits limits =
        config.fleet() == FleetKind.INPROCESS
            ? new DeadlinePolicy.Limits(1, 1, 1, config.startPause())
            : new DeadlinePolicy.Limits(
                config.minMachines(),
                config.maxMachines(),
                config.maxStartsPerRound(),
                config.startPause());
    DeadlinePolicy.Tuning tuning =
        new DeadlinePolicy.Tuning(
            config.shortestWindow(),
            config.prewarmLead(),
            config.keepBefore(),
            config.coolDown(),
            config.startLimit(),
            // The machine in this process costs nothing more.
            config.fleet() == FleetKind.INPROCESS ? null : config.dailyBudget().orElse(null));
    return new DeadlinePolicy(
        limits, config.slotsPerMachine(), config.finishWithin(), config.idleGrace(), tuning);
  }
}
