package openbell.machines.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import openbell.machines.fleet.FleetKeeper;
import openbell.machines.fleet.Forecast;
import openbell.machines.fleet.Term;
import openbell.machines.simulate.Outcome.Point;
import openbell.model.run.FailureException;

/// One way through one scenario. The same arguments give the same outcome.
public final class Simulation {
  /// While a machine starts, rests or stops.
  private static final Duration CLOSE = Duration.ofSeconds(1);

  /// While there is work.
  private static final Duration USUAL = Duration.ofSeconds(5);

  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final double HOURS_PER_MONTH = 730;

  private final VirtualTime time;
  private final SimulatedFleet.Setting setting;
  private final SimulatedQueue queue;
  private final SimulatedFleet fleet;
  private final FleetKeeper keeper;
  private final Decisions decisions = new Decisions();
  private final List<Job> jobs = new ArrayList<>();
  private final List<Point> curve = new ArrayList<>();
  private long look;

  private Simulation(SimulatedFleet.Setting setting) {
    this.setting = setting;
    Scenario scenario = setting.scenario();
    Way way = setting.way();
    time = new VirtualTime(scenario.start());
    LearnedBefore times = LearnedBefore.of(scenario, setting.type());
    queue = new SimulatedQueue(time, times);
    fleet = new SimulatedFleet(time, queue, times, setting);
    Forecast forecast =
        way.forecast() ? new SimulatedForecast(scenario, times) : (_, _) -> List.of();
    keeper =
        new FleetKeeper(
            new FleetKeeper.Sources(
                queue, forecast, new SimulatedUse(fleet, scenario.faults(), way.earlier())),
            fleet,
            queue,
            way.policy().of(setting.type(), scenario.most(), scenario.within()),
            decisions,
            alone(),
            Duration.ofMillis(Math.round(scenario.faults().bootP95() * 1e3)),
            _ -> {});
  }

  /// @param seed of all chance; two ways meet the same incidents as far as they do the same
  public static Outcome run(Scenario scenario, Way way, MachineType type, long seed) {
    return new Simulation(new SimulatedFleet.Setting(scenario, way, type, new Chance(seed))).run();
  }

  private Outcome run() {
    for (Arrival arrival : setting.scenario().arrivals()) {
      Job job = new Job(arrival);
      jobs.add(job);
      time.at(arrival.at(), () -> arrive(job));
    }
    lookAfter(Duration.ZERO);
    time.run(setting.scenario().end());
    return outcome();
  }

  private void arrive(Job job) {
    boolean nobodyHere = fleet.empty() && queue.waiting() == 0;
    queue.give(job);
    if (nobodyHere) {
      // A manager without machines waits at the queue and is woken by the first job.
      lookAfter(Duration.ZERO);
    }
  }

  private void lookAfter(Duration wait) {
    long own = ++look;
    time.after(
        wait,
        () -> {
          if (own == look) {
            beat();
          }
        });
  }

  private void beat() {
    try {
      keeper.beat(time.now());
    } catch (FailureException _) {
      // Counted where it happened. The next look tells what was done.
    }
    note();
    lookAfter(
        switch (keeper.pace()) {
          case MOVING -> CLOSE;
          case WORKING -> USUAL;
          case RESTING, EMPTY -> QUIET;
        });
  }

  private void note() {
    Point now = new Point(time.now(), fleet.size(), queue.waiting(), queue.running());
    Point last = curve.isEmpty() ? null : curve.getLast();
    if (last == null
        || last.machines() != now.machines()
        || last.waiting() != now.waiting()
        || last.running() != now.running()) {
      curve.add(now);
    }
  }

  private Outcome outcome() {
    Scenario scenario = setting.scenario();
    List<Job> real = jobs.stream().filter(job -> !job.arrival.poison()).toList();
    double[] sorted =
        real.stream()
            .filter(job -> job.arrival.deadline() != null)
            .mapToDouble(Job::latency)
            .sorted()
            .toArray();
    double seconds = fleet.secondsBetween(scenario.start(), scenario.end());
    double hours = scenario.length().toMinutes() / 60.0;
    SimulatedFleet.Counts counts = fleet.counts();
    return new Outcome(
        setting.way().name(),
        setting.type().name(),
        real.size(),
        Percentile.of(sorted, 0.5),
        Percentile.of(sorted, 0.95),
        Percentile.of(sorted, 1),
        (int) real.stream().filter(Job::late).count(),
        (int) real.stream().filter(job -> job.done == null).count(),
        counts.killed(),
        seconds,
        setting.type().dollars(seconds) * HOURS_PER_MONTH / hours,
        new Outcome.Counts(counts.calls(), counts.errors(), counts.most(), counts.starts()),
        decisions.counts(),
        decisions.unexplained(),
        curve);
  }

  private static Term alone() {
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
}
