package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import openbell.model.market.Session;
import openbell.model.message.RunRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Schedule;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.scheduler.schedule.DuePortfolio;
import openbell.scheduler.schedule.DueTick;
import openbell.scheduler.schedule.DueTick.Verdict;
import openbell.scheduler.schedule.ScheduleLedger;
import openbell.scheduler.schedule.SessionOutcome;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// The table `scheduler.schedule_ledger`. Its primary key is what makes a double tick one run.
public final class JdbiScheduleLedger implements ScheduleLedger {
  /// The channel that requests leave by.
  static final String REQUESTS = "run-requests";

  private static final String SCHEDULES =
      "select distinct "
          + ScheduleRows.COLUMNS
          + " from scheduler.portfolio where deleted_at is null";
  private static final String SCHEDULES_OF =
      SCHEDULES + " and owner = :owner and calendar = :market";
  private static final String WAITING =
      """
      select p.id, p.owner, p.config_hash, p.paused_at is not null as paused from scheduler.portfolio p
      where p.deleted_at is null and p.calendar = :calendar and p.anchor = :anchor
        and p.local_time = :time and p.zone = :zone and p.offset_seconds = :offset
        and p.spread_seconds = :spread and p.catch_up = :catchUp
        and not exists (select from scheduler.schedule_ledger l where l.portfolio_id = p.id
          and l.market = :market and l.session = :session)
      """;
  private static final String WAITING_FOR_TICK =
      WAITING + " and p.due_from <= :dueAt order by p.id limit :limit";
  private static final String WAITING_OF_OWNER =
      WAITING + " and p.owner = :owner and p.paused_at is null order by p.id limit :limit";
  private static final String RECORD =
      """
      insert into scheduler.schedule_ledger (portfolio_id, market, session, owner, verdict, reason,
        run_id, due_at, recorded_at, outcome, deadline, merged_into)
      select t.portfolio, :market, :session, t.owner, :verdict, :reason, t.run, :dueAt, :now,
        :outcome, :deadline, :mergedInto
      from unnest(cast(:portfolios as text[]), cast(:owners as text[]), cast(:runs as text[]))
        as t(portfolio, owner, run)
      on conflict do nothing returning run_id""";
  private static final String MERGED =
      """
      select portfolio_id, session from scheduler.schedule_ledger
      where portfolio_id = any(cast(:portfolios as text[])) and market = :market
        and merged_into = :session and outcome = 'MISSED'
      order by session""";
  // A run that failed may still be done later; a session that was never run stays missed.
  private static final String SETTLE =
      """
      update scheduler.schedule_ledger l set
        outcome = case when r.state = 'FAILED' then 'MISSED'
          when l.deadline is null or r.finished_at <= l.deadline then 'RAN' else 'LATE' end,
        finished_at = r.finished_at,
        reason = case when r.state = 'FAILED'
            then 'The run failed: ' || coalesce(r.detail, 'nobody knows why')
          when r.finished_at > l.deadline and (l.reason = '' or l.outcome = 'MISSED')
            then 'Finished after its deadline.'
          when l.outcome = 'MISSED' then '' else l.reason end
      from scheduler.run r
      where l.run_id = any(cast(:runs as text[])) and r.run_id = l.run_id and l.verdict = 'FIRE'
        and r.owner = l.owner and r.state <> 'QUEUED' and l.outcome in ('EXPECTED', 'MISSED')""";
  private static final String OUTCOMES =
      """
      select market, session, verdict, outcome, reason, run_id, due_at, finished_at
      from scheduler.schedule_ledger
      where owner = :owner and portfolio_id = :portfolio and session between :from and :to
      order by session desc, market limit :limit""";

  private final Database database;

  public JdbiScheduleLedger(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public List<Schedule> schedules() {
    return database.ask(handle -> schedules(handle.createQuery(SCHEDULES)));
  }

  @Override
  public List<Schedule> schedules(Owner owner, String market) {
    return database.ask(
        handle ->
            schedules(
                handle
                    .createQuery(SCHEDULES_OF)
                    .bind("owner", owner.value())
                    .bind("market", market)));
  }

  private static List<Schedule> schedules(Query query) {
    return query.map((row, _) -> ScheduleRows.read(row)).list();
  }

  @Override
  public List<DuePortfolio> waiting(DueTick due, int limit) {
    return waiting(
        due,
        handle ->
            handle
                .createQuery(WAITING_FOR_TICK)
                .bind("dueAt", due.tick().dueAt())
                .bind("limit", limit));
  }

  @Override
  public List<DuePortfolio> waiting(Owner owner, DueTick due, int limit) {
    return waiting(
        due,
        handle ->
            handle.createQuery(WAITING_OF_OWNER).bind("owner", owner.value()).bind("limit", limit));
  }

  private List<DuePortfolio> waiting(DueTick due, Function<Handle, Query> query) {
    Schedule schedule = due.schedule();
    return database.ask(
        handle ->
            ScheduleRows.bind(query.apply(handle), schedule)
                .bind("market", due.tick().session().market())
                .bind("session", due.tick().session().date())
                .map(
                    (row, _) ->
                        new DuePortfolio(
                            new Owner(row.getString("owner")),
                            new PortfolioId(row.getString("id")),
                            row.getString("config_hash"),
                            row.getBoolean("paused")))
                .list());
  }

  @Override
  public int record(DueTick due, List<RunRef> runs, Instant at) {
    return database.inTransaction(
        handle -> {
          Set<String> fresh = ledgerRows(handle, due, runs, at);
          if (due.verdict() == Verdict.FIRE) {
            List<RunRef> won =
                runs.stream().filter(run -> fresh.contains(run.runId().value())).toList();
            JdbiOutbox.addAll(handle, Database.SCHEMA, REQUESTS, requests(handle, due, won, at));
            settle(handle, won);
          }
          return fresh.size();
        });
  }

  private static List<RunRequested> requests(
      Handle handle, DueTick due, List<RunRef> runs, Instant at) {
    Map<String, List<LocalDate>> merged = due.caughtUp() ? merged(handle, due, runs) : Map.of();
    return RunRows.insert(handle, runs, at).stream()
        .map(
            run ->
                new RunRequested(
                    run, due.remarks(merged.getOrDefault(run.portfolio().value(), List.of()))))
        .toList();
  }

  /// The missed sessions that the runs of `due` stand for, by portfolio.
  private static Map<String, List<LocalDate>> merged(
      Handle handle, DueTick due, List<RunRef> runs) {
    return handle
        .createQuery(MERGED)
        .bind("portfolios", RunRows.texts(runs, run -> run.portfolio().value()))
        .bind("market", due.tick().session().market())
        .bind("session", due.tick().session().date())
        .map((row, _) -> Map.entry(row.getString("portfolio_id"), Database.date(row, "session")))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /// Writes down how runs ended in the sessions that expected them.
  static void settle(Handle handle, List<RunRef> runs) {
    handle
        .createUpdate(SETTLE)
        .bind("runs", RunRows.texts(runs, run -> run.runId().value()))
        .execute();
  }

  @Override
  public List<SessionOutcome> outcomes(
      Owner owner, PortfolioId portfolio, LocalDate from, LocalDate to, int limit) {
    return database.ask(
        handle ->
            handle
                .createQuery(OUTCOMES)
                .bind("owner", owner.value())
                .bind("portfolio", portfolio.value())
                .bind("from", from)
                .bind("to", to)
                .bind("limit", limit)
                .map((row, _) -> outcome(row))
                .list());
  }

  private static SessionOutcome outcome(ResultSet row) throws SQLException {
    boolean ran = Verdict.valueOf(row.getString("verdict")) == Verdict.FIRE;
    return new SessionOutcome(
        new Session(row.getString("market"), Database.date(row, "session")),
        SessionOutcome.Outcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        ran ? new RunId(row.getString("run_id")) : null,
        Database.instant(row, "due_at"),
        Database.instantOrNull(row, "finished_at"));
  }

  private static Set<String> ledgerRows(Handle handle, DueTick due, List<RunRef> runs, Instant at) {
    return Set.copyOf(
        handle
            .createQuery(RECORD)
            .bind("market", due.tick().session().market())
            .bind("session", due.tick().session().date())
            .bind("verdict", due.verdict().name())
            .bind("reason", due.reason())
            .bind("dueAt", due.tick().dueAt())
            .bind("now", at)
            .bind("outcome", outcome(due.verdict()).name())
            .bind("deadline", due.deadline())
            .bindByType("mergedInto", due.mergedInto(), LocalDate.class)
            .bind("portfolios", RunRows.texts(runs, run -> run.portfolio().value()))
            .bind("owners", RunRows.texts(runs, run -> run.owner().value()))
            .bind("runs", RunRows.texts(runs, run -> run.runId().value()))
            .mapTo(String.class)
            .list());
  }

  private static SessionOutcome.Outcome outcome(Verdict verdict) {
    return switch (verdict) {
      case FIRE -> SessionOutcome.Outcome.EXPECTED;
      case MISS -> SessionOutcome.Outcome.MISSED;
      case CLOSED -> SessionOutcome.Outcome.NO_SESSION;
      case PAUSED -> SessionOutcome.Outcome.PAUSED;
    };
  }
}
