package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.message.ExpectedBatch.Group;
import openbell.model.portfolio.Schedule;
import openbell.scheduler.forecast.ScheduleBook;
import openbell.scheduler.forecast.ScheduledWork;
import org.jdbi.v3.core.Jdbi;

/// Schedules and what hangs on them, counted by the database in one statement.
public final class JdbiScheduleBook implements ScheduleBook {
  private static final String GROUPS =
      """
      select %1$s, owner, config_hash, jobs, total from (
        select %1$s, owner, config_hash, count(*)::int as jobs,
          (sum(count(*)) over schedule)::int as total,
          row_number() over (schedule order by count(*) desc, owner, config_hash) as place
        from scheduler.portfolio
        where deleted_at is null and paused_at is null
        group by %1$s, owner, config_hash
        window schedule as (partition by %1$s)) g
      where place <= :most
      order by %1$s, place"""
          .formatted(ScheduleRows.COLUMNS);

  private final Database database;

  public JdbiScheduleBook(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  private record Row(Schedule schedule, int total, Group group) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          ScheduleRows.read(row),
          row.getInt("total"),
          new Group(row.getString("owner"), row.getString("config_hash"), row.getInt("jobs")));
    }
  }

  @Override
  public List<ScheduledWork> all(int mostGroups) {
    List<Row> rows =
        database.ask(
            handle ->
                handle
                    .createQuery(GROUPS)
                    .bind("most", mostGroups)
                    .map((row, _) -> Row.of(row))
                    .list());
    Map<Schedule, List<Row>> bySchedule = new LinkedHashMap<>();
    rows.forEach(
        row -> bySchedule.computeIfAbsent(row.schedule(), _ -> new ArrayList<>()).add(row));
    return bySchedule.entrySet().stream()
        .map(
            one ->
                new ScheduledWork(
                    one.getKey(),
                    one.getValue().getFirst().total(),
                    one.getValue().stream().map(Row::group).toList()))
        .toList();
  }
}
