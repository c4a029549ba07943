package openbell.runtime.access.adapter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Asks the schema `access`, and says in one voice when it cannot be asked.
final class AccessTables {
  private AccessTables() {}

  /// @throws FailureException when the database cannot be reached
  static <T> T ask(Jdbi jdbi, Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "Credentials cannot be read now."), e);
    }
  }

  /// Deletes what is older than `:before`.
  ///
  /// @return how many rows
  static int forget(Jdbi jdbi, String sql, Instant before) {
    return ask(
        jdbi,
        handle ->
            handle.createUpdate(sql).bind("before", before.atOffset(ZoneOffset.UTC)).execute());
  }
}
