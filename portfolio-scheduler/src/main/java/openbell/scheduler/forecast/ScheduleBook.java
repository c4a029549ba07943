package openbell.scheduler.forecast;

import java.util.List;

/// The schedules of all portfolios that live and are not paused.
public interface ScheduleBook {

  /// @param mostGroups of each schedule
  /// @throws openbell.model.run.FailureException `DATABASE_UNAVAILABLE`
  List<ScheduledWork> all(int mostGroups);
}
