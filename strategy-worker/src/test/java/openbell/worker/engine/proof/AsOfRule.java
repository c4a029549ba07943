package openbell.worker.engine.proof;

import java.time.DayOfWeek;
import java.time.LocalDate;

/// How a series of another calendar is read: the last value on or before the own day, if that is at
/// most five sessions old. Sessions are counted as weekdays, whatever calendar the other has.
final class AsOfRule {
  private static final int OLDEST_SESSIONS = 5;

  private AsOfRule() {}

  /// The row of the other series that is read on each own day, -1 where there is none.
  static int[] rows(int[] ownDays, int[] otherDays) {
    int[] rows = new int[ownDays.length];
    for (int t = 0; t < ownDays.length; t++) {
      rows[t] = -1;
      for (int i = 0; i < otherDays.length && otherDays[i] <= ownDays[t]; i++) {
        rows[t] = i;
      }
      if (rows[t] >= 0 && sessions(otherDays[rows[t]], ownDays[t]) > OLDEST_SESSIONS) {
        rows[t] = -1;
      }
    }
    return rows;
  }

  /// Mondays to Fridays after `from` until `to`.
  private static int sessions(int from, int to) {
    int sessions = 0;
    for (int day = from + 1; day <= to && sessions <= OLDEST_SESSIONS; day++) {
      DayOfWeek weekday = LocalDate.ofEpochDay(day).getDayOfWeek();
      sessions += weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? 0 : 1;
    }
    return sessions;
  }
}
