package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.runtime.live.Progress;
import openbell.runtime.live.Stage;
import openbell.scheduler.live.LogLine;
import openbell.scheduler.live.ProgressLog;
import openbell.scheduler.live.Subject;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// The table `scheduler.run_progress`.
public final class JdbiProgressLog implements ProgressLog {
  /// Lines of one run at most; of its end, twice as many.
  private static final int MOST_OF_RUN = 500;

  /// One who writes at a time: lines get their numbers in the order of their commits.
  private static final String LOCK = "select pg_advisory_xact_lock(7165054233052)";

  private static final String APPEND =
      """
      insert into scheduler.run_progress (run_id, owner, portfolio_id, market, session, purpose,
        stage, attempt, at, detail)
      select t.run, t.owner, t.portfolio, t.market, t.session, t.purpose, t.stage, t.attempt,
        t.at, t.detail
      from unnest(cast(:runs as text[]), cast(:owners as text[]), cast(:portfolios as text[]),
        cast(:markets as text[]), cast(cast(:sessions as text[]) as date[]),
        cast(:purposes as text[]), cast(:stages as text[]),
        cast(cast(:attempts as text[]) as integer[]),
        cast(cast(:ats as text[]) as timestamptz[]), cast(:details as text[]))
        with ordinality
        as t(run, owner, portfolio, market, session, purpose, stage, attempt, at, detail, place)
      where (select count(*) from scheduler.run_progress p where p.run_id = t.run)
        < case when t.stage in ('STORED', 'SIGNALLED', 'MAILED', 'FAILED') then 2 * :most else :most end
      order by t.place""";

  private static final String COLUMNS =
      """
      select seq, run_id, owner, portfolio_id, market, session, purpose, stage, attempt, at, detail
      from scheduler.run_progress""";
  private static final String OF_RUN = " where run_id = :run and owner = :owner";
  private static final String OF_BATCH =
      " where owner = :owner and market = :market and session = :session"
          + " and purpose = 'SCHEDULED'";
  private static final String RUNNING =
      """
      select r.run_id from scheduler.run r
      where r.owner = :owner and r.market = :market and r.session = :session
        and r.purpose = 'SCHEDULED' and r.state = 'QUEUED'
        and (select p.stage from scheduler.run_progress p where p.run_id = r.run_id
          order by p.seq desc limit 1) in ('CLAIMED', 'LOADED', 'EVALUATED')""";
  private static final String FORGET =
      """
      delete from scheduler.run_progress where at < :before and seq in (
        select seq from scheduler.run_progress order by seq limit :limit)""";

  private final Database database;

  public JdbiProgressLog(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public void append(List<Progress> batch) {
    int _ =
        database.inTransaction(
            handle -> {
              int _ = handle.execute(LOCK);
              return handle
                  .createUpdate(APPEND)
                  .bind("runs", texts(batch, p -> p.run().runId().value()))
                  .bind("owners", texts(batch, p -> p.run().owner().value()))
                  .bind("portfolios", texts(batch, p -> p.run().portfolio().value()))
                  .bind("markets", texts(batch, p -> p.run().session().market()))
                  .bind("sessions", texts(batch, p -> p.run().session().date().toString()))
                  .bind("purposes", texts(batch, p -> p.run().purpose().name()))
                  .bind("stages", texts(batch, p -> p.stage().name()))
                  .bind("attempts", texts(batch, p -> Integer.toString(p.attempt())))
                  .bind("ats", texts(batch, p -> p.at().toString()))
                  .bind("details", texts(batch, p -> p.detail().replace("\u0000", "")))
                  .bind("most", MOST_OF_RUN)
                  .execute();
            });
  }

  private static String[] texts(List<Progress> batch, Function<Progress, String> part) {
    return batch.stream().map(part).toArray(String[]::new);
  }

  @Override
  public long head() {
    return database.ask(
        handle ->
            handle
                .createQuery("select coalesce(max(seq), 0) from scheduler.run_progress")
                .mapTo(Long.class)
                .one());
  }

  @Override
  public List<LogLine> after(long seq, int limit) {
    return read(
        COLUMNS + " where seq > :seq order by seq limit :limit",
        query -> query.bind("seq", seq).bind("limit", limit));
  }

  @Override
  public List<LogLine> about(Subject subject, long seq, int limit) {
    return read(
        COLUMNS + where(subject) + " and seq > :seq order by seq limit :limit",
        query -> bind(query, subject).bind("seq", seq).bind("limit", limit));
  }

  @Override
  public List<LogLine> newest(Subject subject, int limit) {
    return read(
            COLUMNS + where(subject) + " order by seq desc limit :limit",
            query -> bind(query, subject).bind("limit", limit))
        .reversed();
  }

  private List<LogLine> read(String sql, Function<Query, Query> bound) {
    return database.ask(
        handle ->
            bound.apply(handle.createQuery(sql)).map((row, _) -> JdbiProgressLog.line(row)).list());
  }

  private static String where(Subject subject) {
    return switch (subject) {
      case Subject.OfRun _ -> OF_RUN;
      case Subject.OfBatch _ -> OF_BATCH;
    };
  }

  private static Query bind(Query query, Subject subject) {
    Query owned = query.bind("owner", subject.owner().value());
    return switch (subject) {
      case Subject.OfRun run -> owned.bind("run", run.run().value());
      case Subject.OfBatch batch ->
          owned.bind("market", batch.session().market()).bind("session", batch.session().date());
    };
  }

  @Override
  public List<RunId> running(Owner owner, Session session) {
    return database.ask(
        handle ->
            bind(handle.createQuery(RUNNING), new Subject.OfBatch(owner, session))
                .map((row, _) -> new RunId(row.getString("run_id")))
                .list());
  }

  @Override
  public int forget(Instant before, int limit) {
    return database.ask(
        handle ->
            handle.createUpdate(FORGET).bind("before", before).bind("limit", limit).execute());
  }

  private static LogLine line(ResultSet row) throws SQLException {
    return new LogLine(
        row.getLong("seq"),
        new Owner(row.getString("owner")),
        new RunId(row.getString("run_id")),
        new PortfolioId(row.getString("portfolio_id")),
        new Session(row.getString("market"), Database.date(row, "session")),
        Purpose.valueOf(row.getString("purpose")),
        Stage.valueOf(row.getString("stage")),
        row.getInt("attempt"),
        Database.instant(row, "at"),
        row.getString("detail"));
  }
}
