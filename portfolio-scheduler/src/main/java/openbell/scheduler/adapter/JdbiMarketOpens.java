package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.scheduler.batch.MarketOpens;
import openbell.scheduler.reconcile.RunLedger.Counts;
import openbell.scheduler.reconcile.RunRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Batches from `scheduler.run` and `scheduler.schedule_ledger`.
public final class JdbiMarketOpens implements MarketOpens {
  /// Most runs of one retry: more would hold their rows for too long, and can be asked for again.
  static final int MOST_RETRIED = 5_000;

  /// An end that no run reaches: what has not ended is the slowest.
  private static final String END = "coalesce(r.finished_at, timestamptz '9999-12-31')";

  private static final String REMARK = "This run was asked for again after a failure.";

  private final Database database;

  public JdbiMarketOpens(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public List<Opening> sessions(Owner owner, @Nullable Session before, int limit) {
    return database.ask(
        handle ->
            handle
                .createQuery(MarketOpenSql.SESSIONS)
                .bind("owner", owner.value())
                .bind("date", before == null ? LocalDate.of(9999, 12, 31) : before.date())
                .bind("market", before == null ? "" : before.market())
                .bind("limit", limit)
                .map((row, _) -> opening(row))
                .list());
  }

  private static Opening opening(ResultSet row) throws SQLException {
    return new Opening(
        new Session(row.getString("market"), Database.date(row, "session")),
        new Counts(
            row.getInt("queued"), row.getInt("done"), row.getInt("failed"), row.getInt("missed")));
  }

  @Override
  public List<RunRecord> runs(Owner owner, Session session, Choice choice, int limit) {
    boolean slowest = choice.order() == Order.SLOWEST;
    String key =
        slowest ? "(" + END + " - r.requested_at, r.run_id)" : "(r.requested_at, r.run_id)";
    String sql =
        RunRows.COLUMNS
            + MarketOpenSql.CURRENT
            + (choice.state() == null ? "" : " and r.state = :state")
            + (choice.after() == null
                ? ""
                : " and %s < (select %s from scheduler.run r where r.run_id = :after and r.owner = :owner)"
                    .formatted(key, key.substring(1, key.length() - 1)))
            + " order by %s limit :limit".formatted(descending(key));
    return database.ask(
        handle -> {
          var query = of(handle.createQuery(sql), owner, session).bind("limit", limit);
          if (choice.state() != null) {
            query.bind("state", choice.state().name());
          }
          if (choice.after() != null) {
            query.bind("after", choice.after().value());
          }
          return query.map((row, _) -> RunRows.read(row)).list();
        });
  }

  private static String descending(String key) {
    return key.substring(1, key.length() - 1).replace(", r.run_id", " desc, r.run_id desc");
  }

  @Override
  public Pace pace(Owner owner, Session session) {
    return database.ask(
        handle ->
            of(handle.createQuery(MarketOpenSql.PACE), owner, session)
                .map(
                    (row, _) ->
                        new Pace(
                            row.getInt("ended"),
                            seconds(row, "median"),
                            seconds(row, "slow"),
                            seconds(row, "slowest"),
                            seconds(row, "whole")))
                .one());
  }

  private static Duration seconds(ResultSet row, String column) throws SQLException {
    return Duration.ofMillis(Math.max(0, Math.round(row.getDouble(column) * 1e3)));
  }

  @Override
  public List<Cause> causes(Owner owner, Session session) {
    return database.ask(
        handle ->
            of(handle.createQuery(MarketOpenSql.CAUSES), owner, session)
                .map(
                    (row, _) ->
                        new Cause(
                            FailureReason.valueOf(row.getString("reason")),
                            row.getInt("runs"),
                            row.getString("detail")))
                .list());
  }

  @Override
  public int retry(Owner owner, Session session, Instant at, Instant deadline) {
    return database.inTransaction(
        handle -> {
          List<RunRef> wanted =
              of(handle.createQuery(MarketOpenSql.RETRIABLE), owner, session)
                  .bind("limit", MOST_RETRIED)
                  .map((row, _) -> next(row, owner, session))
                  .list();
          List<RunRef> fresh = RunRows.request(handle, wanted, List.of(REMARK), at);
          expect(handle, fresh, session, deadline);
          return fresh.size();
        });
  }

  /// The same evaluation, as the portfolio is now, one revision higher.
  private static RunRef next(ResultSet row, Owner owner, Session session) throws SQLException {
    return RunRef.of(
        owner,
        new PortfolioId(row.getString("portfolio_id")),
        session,
        Database.date(row, "as_of"),
        row.getString("config_hash"),
        row.getInt("revision") + 1,
        Purpose.SCHEDULED);
  }

  private static void expect(Handle handle, List<RunRef> runs, Session session, Instant deadline) {
    handle
        .createUpdate(MarketOpenSql.EXPECT_AGAIN)
        .bind("portfolios", RunRows.texts(runs, run -> run.portfolio().value()))
        .bind("runs", RunRows.texts(runs, run -> run.runId().value()))
        .bind("market", session.market())
        .bind("session", session.date())
        .bind("deadline", deadline)
        .execute();
  }

  private static <S extends SqlStatement<S>> S of(S statement, Owner owner, Session session) {
    return statement
        .bind("owner", owner.value())
        .bind("market", session.market())
        .bind("session", session.date());
  }
}
