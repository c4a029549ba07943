package openbell.scheduler.forecast;

import java.util.List;
import openbell.model.message.ExpectedBatch.Group;
import openbell.model.portfolio.Schedule;

/// Everything that one schedule asks for at each of its moments.
///
/// @param jobs portfolios that run by it
/// @param groups the largest groups of alike ones, largest first; the rest is in `jobs` only
public record ScheduledWork(Schedule schedule, int jobs, List<Group> groups) {
  public ScheduledWork {
    groups = List.copyOf(groups);
  }
}
