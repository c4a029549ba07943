package openbell.runtime.queue.adapter;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.Mishaps;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Turnover;
import org.jspecify.annotations.Nullable;

/// Reads what the functions answer.
final class PostgresRows {
  private PostgresRows() {}

  static <E extends Enum<E>> List<E> answers(Class<E> type, Array array) throws SQLException {
    List<E> answers = new ArrayList<>();
    for (String one : (String[]) array.getArray()) {
      answers.add(Enum.valueOf(type, one));
    }
    return answers;
  }

  /// Leases in the order in which they were given; the last row is about all of them.
  static Turnover turnover(ResultSet rows) throws SQLException {
    List<Leased> leases = new ArrayList<>();
    while (rows.next()) {
      String id = rows.getString("id");
      if (id == null) {
        List<Settled> settled = answers(Settled.class, rows.getArray("answers"));
        Duration due = millis(rows, "due");
        boolean rests = rows.getString("owner") != null;
        return new Turnover(settled, new Claim(leases, due, rows.getBoolean("draining"), rests));
      }
      leases.add(
          new Leased(
              id,
              rows.getString("owner"),
              rows.getLong("fence"),
              rows.getInt("attempts"),
              rows.getInt("failures"),
              rows.getInt("max_failures"),
              false,
              rows.getBytes("payload"),
              rows.getBytes("progress")));
    }
    throw new SQLException("the answer to a claim has no last row", "XX000");
  }

  private static @Nullable Duration millis(ResultSet rows, String column) throws SQLException {
    long millis = rows.getLong(column);
    return rows.wasNull() ? null : Duration.ofMillis(millis);
  }

  static QueueDepth depth(ResultSet rows) throws SQLException {
    rows.next();
    return new QueueDepth(
        rows.getLong("ready"),
        rows.getLong("leased"),
        rows.getLong("delayed"),
        rows.getLong("due_delayed"),
        rows.getLong("dead"),
        rows.getLong("done"),
        Duration.ofMillis(rows.getLong("oldest_ready")),
        millis(rows, "next_due"),
        rows.getBoolean("draining"),
        Set.of((String[]) rows.getArray("resting").getArray()),
        new Mishaps(rows.getLong("crashes"), rows.getLong("amnesties"), 0));
  }

  static List<JobView> views(ResultSet rows) throws SQLException {
    List<JobView> views = new ArrayList<>();
    while (rows.next()) {
      JobState state = JobState.valueOf(rows.getString("state"));
      views.add(
          new JobView(
              rows.getString("id"),
              rows.getString("owner"),
              state,
              rows.getInt("priority"),
              rows.getInt("attempts"),
              rows.getInt("failures"),
              rows.getInt("crashes"),
              rows.getString("worker"),
              state == JobState.ACTIVE ? Instant.ofEpochMilli(rows.getLong("claimed")) : null,
              Instant.ofEpochMilli(rows.getLong("enqueued")),
              Instant.ofEpochMilli(rows.getLong("at")),
              rows.getString("error"),
              rows.getBytes("payload")));
    }
    return views;
  }
}
