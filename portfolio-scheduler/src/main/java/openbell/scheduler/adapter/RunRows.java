package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import openbell.model.market.Session;
import openbell.model.message.RunRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Rows of `scheduler.run`, written in bulk and read one by one.
final class RunRows {
  /// What every reading statement selects.
  static final String COLUMNS =
      """
      select r.run_id, r.owner, r.portfolio_id, r.market, r.session, r.as_of, r.config_hash,
        r.revision, r.purpose, r.state, r.requested_at, r.finished_at, r.duration_ms, r.attempts,
        r.reason, r.detail, r.artifact_key, r.artifact_sha256, r.artifact_bytes,
        coalesce(p.name, (select c.name from scheduler.candidate c where c.run_id = r.run_id),
          r.portfolio_id) as name
      from scheduler.run r left join scheduler.portfolio p on p.id = r.portfolio_id
      """;

  private static final String INSERT =
      """
      insert into scheduler.run (run_id, owner, portfolio_id, market, session, as_of,
        config_hash, revision, purpose, state, requested_at)
      select t.run, t.owner, t.portfolio, t.market, t.session, t.as_of, t.hash, t.revision,
        t.purpose, 'QUEUED', :now
      from unnest(cast(:runs as text[]), cast(:owners as text[]), cast(:portfolios as text[]),
        cast(:markets as text[]), cast(cast(:sessions as text[]) as date[]),
        cast(cast(:asOfs as text[]) as date[]), cast(:hashes as text[]),
        cast(cast(:revisions as text[]) as integer[]), cast(:purposes as text[]))
        as t(run, owner, portfolio, market, session, as_of, hash, revision, purpose)
      on conflict (run_id) do nothing returning run_id""";

  private RunRows() {}

  /// Inserts runs and asks for those that were new, together.
  ///
  /// @param remarks sentences for the readers of the results
  /// @return the new ones, in order
  static List<RunRef> request(Handle handle, List<RunRef> runs, List<String> remarks, Instant at) {
    List<RunRef> fresh = insert(handle, runs, at);
    JdbiOutbox.addAll(
        handle,
        Database.SCHEMA,
        JdbiScheduleLedger.REQUESTS,
        fresh.stream().map(run -> new RunRequested(run, remarks)).toList());
    return fresh;
  }

  /// Inserts runs in one statement and says which were new, in order.
  static List<RunRef> insert(Handle handle, List<RunRef> runs, Instant at) {
    if (runs.isEmpty()) {
      return List.of();
    }
    Set<String> fresh =
        Set.copyOf(
            handle
                .createQuery(INSERT)
                .bind("runs", texts(runs, run -> run.runId().value()))
                .bind("owners", texts(runs, run -> run.owner().value()))
                .bind("portfolios", texts(runs, run -> run.portfolio().value()))
                .bind("markets", texts(runs, run -> run.session().market()))
                .bind("sessions", texts(runs, run -> run.session().date().toString()))
                .bind("asOfs", texts(runs, run -> run.asOf().toString()))
                .bind("hashes", texts(runs, RunRef::configHash))
                .bind("revisions", texts(runs, run -> Integer.toString(run.revision())))
                .bind("purposes", texts(runs, run -> run.purpose().name()))
                .bind("now", at)
                .mapTo(String.class)
                .list());
    return runs.stream().filter(run -> fresh.contains(run.runId().value())).toList();
  }

  static String[] texts(List<RunRef> runs, Function<RunRef, String> part) {
    return runs.stream().map(part).toArray(String[]::new);
  }

  static RunRecord read(ResultSet row) throws SQLException {
    return new RunRecord(
        ref(row),
        row.getString("name"),
        RunState.valueOf(row.getString("state")),
        Database.instant(row, "requested_at"),
        Database.instantOrNull(row, "finished_at"),
        duration(row),
        artifact(row),
        failure(row),
        row.getInt("attempts"));
  }

  private static RunRef ref(ResultSet row) throws SQLException {
    return new RunRef(
        new Owner(row.getString("owner")),
        new PortfolioId(row.getString("portfolio_id")),
        new RunId(row.getString("run_id")),
        new Session(row.getString("market"), Database.date(row, "session")),
        Database.date(row, "as_of"),
        row.getString("config_hash"),
        row.getInt("revision"),
        Purpose.valueOf(row.getString("purpose")));
  }

  private static @Nullable Duration duration(ResultSet row) throws SQLException {
    long millis = row.getLong("duration_ms");
    return row.wasNull() ? null : Duration.ofMillis(millis);
  }

  private static @Nullable ArtifactRef artifact(ResultSet row) throws SQLException {
    String key = row.getString("artifact_key");
    return key == null
        ? null
        : new ArtifactRef(key, row.getString("artifact_sha256"), row.getLong("artifact_bytes"));
  }

  private static @Nullable Failure failure(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return reason == null
        ? null
        : new Failure(FailureReason.valueOf(reason), row.getString("detail"));
  }
}
