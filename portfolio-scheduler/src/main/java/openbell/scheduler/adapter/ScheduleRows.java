package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import openbell.model.portfolio.Schedule;
import org.jdbi.v3.core.statement.SqlStatement;

/// A schedule as columns of `scheduler.portfolio`; empty is what it does not have.
final class ScheduleRows {
  static final String COLUMNS =
      "calendar, anchor, local_time, zone, offset_seconds, spread_seconds, catch_up";

  private ScheduleRows() {}

  /// Binds `calendar`, `anchor`, `time`, `zone`, `offset`, `spread` and `catchUp`.
  static <S extends SqlStatement<S>> S bind(S statement, Schedule schedule) {
    LocalTime time = schedule.time();
    ZoneId zone = schedule.zone();
    return statement
        .bind("calendar", schedule.calendar())
        .bind("anchor", schedule.at().name())
        .bind("time", time == null ? "" : time.toString())
        .bind("zone", zone == null ? "" : zone.getId())
        .bind("offset", schedule.offset().toSeconds())
        .bind("spread", schedule.width().toSeconds())
        .bind("catchUp", schedule.catchUp().name());
  }

  static Schedule read(ResultSet row) throws SQLException {
    String time = row.getString("local_time");
    String zone = row.getString("zone");
    return new Schedule(
        row.getString("calendar"),
        Schedule.Anchor.valueOf(row.getString("anchor")),
        time.isEmpty() ? null : LocalTime.parse(time),
        zone.isEmpty() ? null : ZoneId.of(zone),
        Duration.ofSeconds(row.getLong("offset_seconds")),
        Duration.ofSeconds(row.getLong("spread_seconds")),
        Schedule.CatchUp.valueOf(row.getString("catch_up")));
  }
}
