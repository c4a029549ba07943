package openbell.scheduler.adapter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import openbell.model.market.Session;
import openbell.model.message.Message;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The table `scheduler.run`.
public final class JdbiRunLedger implements RunLedger {
  /// The channel that results go to trade-signal by.
  public static final String RESULTS = "run-results";

  private static final String FIND = RunRows.COLUMNS + " where r.run_id = :id and r.owner = :owner";

  private static final String SETTLED =
      """
      select r.run_id, r.state from scheduler.run r
      join unnest(cast(:owners as text[]), cast(:ids as text[])) as w(owner, id)
        on r.run_id = w.id and r.owner = w.owner
      where r.state in ('DONE', 'FAILED')""";

  /// Previews are found beside what they are previews of.
  private static final String OWN = " where r.owner = :owner and r.purpose <> 'PREVIEW'";
  private static final String NEWEST_FIRST =
      " order by r.requested_at desc, r.run_id desc limit :limit";
  private static final String NEWEST =
      RunRows.COLUMNS
          + """
             where r.owner = :owner and r.portfolio_id = :portfolio and r.as_of = :asOf
               and r.config_hash = :hash and r.purpose = 'MANUAL'
             order by r.revision desc limit 1""";
  private static final String NEWEST_OF =
      RunRows.COLUMNS
          + """
             where r.run_id in (
               select (select n.run_id from scheduler.run n
                 where n.portfolio_id = w.id and n.owner = :owner and n.purpose <> 'PREVIEW'
                 order by n.requested_at desc, n.run_id desc limit 1)
               from unnest(cast(:portfolios as text[])) as w(id))""";
  private static final String COUNT =
      """
      select count(*) filter (where r.state = 'QUEUED') as queued,
        count(*) filter (where r.state = 'DONE') as done,
        count(*) filter (where r.state = 'FAILED') as failed,
        (select count(*) from scheduler.schedule_ledger l where l.owner = :owner
          and l.market = :market and l.session = :session and l.verdict = 'MISS') as missed
      from scheduler.run r"""
          + MarketOpenSql.CURRENT;
  private static final String COMPLETE =
      """
      update scheduler.run set state = 'DONE', finished_at = :now, duration_ms = :duration,
        artifact_key = :key, artifact_sha256 = :sha256, artifact_bytes = :bytes,
        reason = null, detail = null
      where run_id = :id and owner = :owner and state <> 'DONE'""";
  private static final String FAIL =
      """
      update scheduler.run set state = 'FAILED', finished_at = :now, attempts = :attempts,
        reason = :reason, detail = :detail
      where run_id = :id and owner = :owner and state = 'QUEUED'""";
  private static final String UNFINISHED =
      RunRows.COLUMNS
          + """
             where r.state = 'QUEUED' and r.requested_at < :before
               and (r.requested_at, r.run_id) > (:after, :afterId)
             order by r.requested_at, r.run_id limit :limit""";

  private final Database database;

  public JdbiRunLedger(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public boolean request(RunRef run, Instant at) {
    return database.inTransaction(
        handle -> !RunRows.request(handle, List.of(run), List.of(), at).isEmpty());
  }

  @Override
  public Optional<RunRecord> find(Owner owner, RunId id) {
    return database.ask(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id.value())
                .bind("owner", owner.value())
                .map((row, _) -> RunRows.read(row))
                .findOne());
  }

  @Override
  public Map<RunId, RunState> settled(Map<RunId, Owner> runs) {
    List<Map.Entry<RunId, Owner>> asked = List.copyOf(runs.entrySet());
    return database.ask(
        handle ->
            handle
                .createQuery(SETTLED)
                .bind("owners", texts(asked, entry -> entry.getValue().value()))
                .bind("ids", texts(asked, entry -> entry.getKey().value()))
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found.put(
                          new RunId(row.getColumn("run_id", String.class)),
                          RunState.valueOf(row.getColumn("state", String.class)));
                      return found;
                    }));
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> part) {
    return rows.stream().map(part).toArray(String[]::new);
  }

  @Override
  public List<RunRecord> list(Owner owner, Filter filter, int limit) {
    StringBuilder where = new StringBuilder(RunRows.COLUMNS).append(OWN);
    Map<String, Object> values = new LinkedHashMap<>();
    if (filter.portfolio() != null) {
      where.append(" and r.portfolio_id = :portfolio");
      values.put("portfolio", filter.portfolio().value());
    }
    if (filter.session() != null) {
      where.append(" and r.market = :market and r.session = :session and r.purpose = 'SCHEDULED'");
      values.put("market", filter.session().market());
      values.put("session", filter.session().date());
    }
    if (filter.after() != null) {
      where.append(
          " and (r.requested_at, r.run_id) < (select a.requested_at, a.run_id"
              + " from scheduler.run a where a.run_id = :after and a.owner = :owner)");
      values.put("after", filter.after().value());
    }
    String sql = where.append(NEWEST_FIRST).toString();
    return database.ask(
        handle -> {
          Query query = handle.createQuery(sql).bind("owner", owner.value()).bind("limit", limit);
          return query.bindMap(values).map((row, _) -> RunRows.read(row)).list();
        });
  }

  @Override
  public Optional<RunRecord> newest(
      Owner owner, PortfolioId portfolio, LocalDate asOf, String configHash) {
    return database.ask(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("owner", owner.value())
                .bind("portfolio", portfolio.value())
                .bind("asOf", asOf)
                .bind("hash", configHash)
                .map((row, _) -> RunRows.read(row))
                .findOne());
  }

  @Override
  public Map<PortfolioId, RunRecord> newestOf(Owner owner, Collection<PortfolioId> portfolios) {
    String[] ids = portfolios.stream().map(PortfolioId::value).toArray(String[]::new);
    Map<PortfolioId, RunRecord> newest = new LinkedHashMap<>();
    database
        .ask(
            handle ->
                handle
                    .createQuery(NEWEST_OF)
                    .bind("owner", owner.value())
                    .bind("portfolios", ids)
                    .map((row, _) -> RunRows.read(row))
                    .list())
        .forEach(run -> newest.put(run.run().portfolio(), run));
    return newest;
  }

  @Override
  public Counts counts(Session session, Owner owner) {
    return database.ask(
        handle ->
            handle
                .createQuery(COUNT)
                .bind("owner", owner.value())
                .bind("market", session.market())
                .bind("session", session.date())
                .map(
                    (row, _) ->
                        new Counts(
                            row.getInt("queued"),
                            row.getInt("done"),
                            row.getInt("failed"),
                            row.getInt("missed")))
                .one());
  }

  @Override
  public void completed(RunCompleted completed, Instant at) {
    database.inTransaction(
        handle -> {
          // A restored database may not know the run any more; the message says all there is.
          RunRows.insert(handle, List.of(completed.run()), at);
          int changed =
              handle
                  .createUpdate(COMPLETE)
                  .bind("id", completed.run().runId().value())
                  .bind("owner", completed.run().owner().value())
                  .bind("now", at)
                  .bind("duration", completed.duration().toMillis())
                  .bind("key", completed.artifact().key())
                  .bind("sha256", completed.artifact().sha256())
                  .bind("bytes", completed.artifact().bytes())
                  .execute();
          JdbiScheduleLedger.settle(handle, List.of(completed.run()));
          vouch(handle, changed, completed);
          return changed;
        });
  }

  @Override
  public void failed(RunFailed failed, Instant at) {
    database.inTransaction(
        handle -> {
          RunRows.insert(handle, List.of(failed.run()), at);
          int changed =
              handle
                  .createUpdate(FAIL)
                  .bind("id", failed.run().runId().value())
                  .bind("owner", failed.run().owner().value())
                  .bind("now", at)
                  .bind("attempts", failed.attempts())
                  .bind("reason", failed.failure().reason().name())
                  .bind("detail", failed.failure().detail())
                  .execute();
          JdbiScheduleLedger.settle(handle, List.of(failed.run()));
          vouch(handle, changed, failed);
          return changed;
        });
  }

  /// From here on nobody else remembers that trade-signal must hear of it, too. Whoever told us
  /// told
  /// trade-signal before.
  private static void vouch(Handle handle, int changed, Message outcome) {
    if (changed == 1) {
      JdbiOutbox.vouchForSent(handle, Database.SCHEMA, RESULTS, outcome);
    }
  }

  @Override
  public List<RunRecord> unfinished(Instant before, @Nullable RunRecord after, int limit) {
    return database.ask(
        handle ->
            handle
                .createQuery(UNFINISHED)
                .bind("before", before)
                .bind("after", after == null ? Instant.EPOCH : after.requestedAt())
                .bind("afterId", after == null ? "" : after.run().runId().value())
                .bind("limit", limit)
                .map((row, _) -> RunRows.read(row))
                .list());
  }
}
