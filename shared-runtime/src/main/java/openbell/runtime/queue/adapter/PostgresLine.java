package openbell.runtime.queue.adapter;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// Calls to PostgreSQL, each one statement and one transaction, repeated where that can help.
///
/// Every call may be repeated after an unknown outcome, so a connection that broke is replaced once
/// without a word, and a transaction that lost a race is asked again.
final class PostgresLine {
  private static final int MOST_TRIES = 4;

  /// Serialization failure and deadlock.
  private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

  /// Classes of what may pass: broken connection, no resources, operator intervention, lock not
  /// available, system error; and read only, as a standby answers after a failover.
  private static final Set<String> PASSING = Set.of("08", "53", "57", "55", "58", "25", "40");

  private final DataSource source;

  PostgresLine(DataSource source) {
    this.source = source;
  }

  /// One call on a connection in auto-commit mode.
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  <T> T call(Work<T> work) {
    boolean replaced = false;
    for (int tries = 1; ; tries++) {
      try (Connection connection = source.getConnection()) {
        return work.on(connection);
      } catch (SQLException e) {
        boolean again = LOST_RACES.contains(state(e)) || (isBroken(e) && !replaced);
        if (!again || tries >= MOST_TRIES) {
          throw judged(e);
        }
        replaced |= isBroken(e);
      }
    }
  }

  /// Whether the connection is gone; its last statement may have been carried out or not.
  private static boolean isBroken(SQLException e) {
    return state(e).startsWith("08") || state(e).startsWith("57P");
  }

  /// What a caller learns: the queue cannot be used now, or the program is wrong.
  static RuntimeException judged(SQLException e) {
    String state = state(e);
    if (state.isEmpty() || PASSING.contains(state.substring(0, 2))) {
      return unavailable("PostgreSQL: " + e.getMessage(), e);
    }
    return new IllegalStateException("the queue's tables in PostgreSQL: " + e.getMessage(), e);
  }

  static FailureException unavailable(String detail, @Nullable Throwable cause) {
    Failure failure = new Failure(FailureReason.QUEUE_UNAVAILABLE, detail);
    return cause == null ? new FailureException(failure) : new FailureException(failure, cause);
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
