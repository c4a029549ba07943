package openbell.scheduler.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.TradingCalendar;
import openbell.model.calendar.Upcoming;
import openbell.model.message.ExpectedBatch;
import openbell.model.message.ExpectedBatch.Group;

/// Schedules and calendars make batches. Pure.
///
/// @param horizon how far it looks ahead
/// @param finishWithin when a run should be done, counted from the moment it is asked for
public record ExpectedBatches(Duration horizon, Duration finishWithin) {
  /// Most batches of one message, the soonest first: it must fit into the queue.
  static final int MOST_BATCHES = 400;

  /// Most groups of one message, for the same reason. Later batches are numbers only.
  static final int MOST_GROUPS = 800;

  /// Moments of one schedule within a day, and one to spare.
  private static final int MOMENTS = 4;

  /// What is asked for after `now` and not after the horizon, soonest first. Schedules that meet at
  /// one moment make one batch; one whose calendar is unknown or has ended makes none.
  public List<ExpectedBatch> of(List<ScheduledWork> work, Calendars calendars, Instant now) {
    Map<Instant, Sum> sums = new TreeMap<>();
    for (ScheduledWork one : work) {
      Optional<TradingCalendar> calendar = calendars.find(one.schedule().calendar());
      if (calendar.isPresent()) {
        for (Upcoming moment : Upcoming.of(calendar.get(), one.schedule(), now, MOMENTS)) {
          Instant at = moment.at().toInstant();
          if (!at.isAfter(now.plus(horizon))) {
            sums.computeIfAbsent(at, _ -> new Sum()).add(one);
          }
        }
      }
    }
    List<ExpectedBatch> batches = new ArrayList<>();
    int room = MOST_GROUPS;
    for (Map.Entry<Instant, Sum> sum : sums.entrySet()) {
      if (batches.size() == MOST_BATCHES) {
        break;
      }
      List<Group> groups = sum.getValue().largest(Math.min(room, ExpectedBatch.MOST_GROUPS));
      room -= groups.size();
      batches.add(
          new ExpectedBatch(
              sum.getKey(), sum.getKey().plus(finishWithin), sum.getValue().jobs, groups));
    }
    return batches;
  }

  /// Several schedules at one moment.
  private static final class Sum {
    private final Map<Alike, Integer> groups = new LinkedHashMap<>();
    private int jobs;

    private record Alike(String owner, String configHash) {}

    void add(ScheduledWork work) {
      jobs += work.jobs();
      work.groups()
          .forEach(
              group ->
                  groups.merge(
                      new Alike(group.owner(), group.configHash()), group.jobs(), Integer::sum));
    }

    /// In one order, so that the same schedules say the same.
    List<Group> largest(int most) {
      return groups.entrySet().stream()
          .map(one -> new Group(one.getKey().owner(), one.getKey().configHash(), one.getValue()))
          .sorted(
              Comparator.comparingInt(Group::jobs)
                  .reversed()
                  .thenComparing(Group::owner)
                  .thenComparing(Group::configHash))
          .limit(most)
          .toList();
    }
  }
}
