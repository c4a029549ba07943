package openbell.machines.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The books of machines in PostgreSQL: its words for trouble end here.
final class MachineTables {
  private final Jdbi jdbi;

  MachineTables(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  <T> T ask(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  /// All or nothing.
  <T> T inTransaction(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  static <T> String[] texts(List<T> items, Function<T, String> text) {
    return items.stream().map(text).toArray(String[]::new);
  }

  static <T> Long[] numbers(List<T> items, Function<T, Long> number) {
    return items.stream().map(number).toArray(Long[]::new);
  }

  private static FailureException unavailable(JdbiException cause) {
    return new FailureException(
        new Failure(FailureReason.DATABASE_UNAVAILABLE, "The database does not answer now."),
        cause);
  }
}
