package openbell.machines.simulate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import openbell.machines.fleet.ExpectedWork;
import openbell.machines.fleet.Forecast;
import openbell.machines.fleet.JobTimes;

/// The known arrivals of a scenario by the minute, as the schedules would tell them.
final class SimulatedForecast implements Forecast {
  private final TreeMap<Instant, List<Arrival>> minutes = new TreeMap<>();
  private final JobTimes times;

  SimulatedForecast(Scenario scenario, JobTimes times) {
    this.times = times;
    for (Arrival one : scenario.arrivals()) {
      if (one.known()) {
        minutes
            .computeIfAbsent(one.at().truncatedTo(ChronoUnit.MINUTES), _ -> new ArrayList<>())
            .add(one);
      }
    }
  }

  @Override
  public List<ExpectedWork> between(Instant from, Instant until) {
    return minutes.subMap(from, false, until, true).values().stream().map(this::sum).toList();
  }

  private ExpectedWork sum(List<Arrival> batch) {
    double seconds = 0;
    Instant deadline = null;
    for (Arrival one : batch) {
      seconds += times.expected(one.owner(), one.portfolio());
      Instant own = one.deadline();
      deadline = deadline == null || (own != null && own.isBefore(deadline)) ? own : deadline;
    }
    Instant at = batch.getFirst().at();
    return new ExpectedWork(
        at, deadline == null ? at.plus(1, ChronoUnit.HOURS) : deadline, batch.size(), seconds);
  }
}
