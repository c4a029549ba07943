package openbell.scheduler.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import openbell.model.message.RunRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Schedule;
import openbell.model.run.RunRef;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.scheduler.schedule.DuePortfolio;
import openbell.scheduler.schedule.DueTick;
import openbell.scheduler.schedule.DueTick.Verdict;
import openbell.scheduler.schedule.ScheduleLedger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/// The table `scheduler.schedule_ledger`. Its primary key is what makes a double tick one run.
public final class JdbiScheduleLedger implements ScheduleLedger {
  /// The channel that requests leave by.
  static final String REQUESTS = "run-requests";

  private static final String SCHEDULES =
      """
      select distinct calendar, anchor, offset_seconds, catch_up from scheduler.portfolio
      where deleted_at is null""";
  private static final String SCHEDULES_OF =
      SCHEDULES + " and owner = :owner and calendar = :market";
  private static final String WAITING =
      """
      select p.id, p.owner, p.config_hash from scheduler.portfolio p
      where p.deleted_at is null and p.calendar = :calendar and p.anchor = :anchor
        and p.offset_seconds = :offset and p.catch_up = :catchUp
        and not exists (select from scheduler.schedule_ledger l where l.portfolio_id = p.id
          and l.market = :market and l.session = :session)
      """;
  private static final String WAITING_FOR_TICK =
      WAITING + " and p.created_at <= :dueAt order by p.id limit :limit";
  private static final String WAITING_OF_OWNER =
      WAITING + " and p.owner = :owner order by p.id limit :limit";
  private static final String RECORD =
      """
      insert into scheduler.schedule_ledger
        (portfolio_id, market, session, owner, verdict, reason, run_id, due_at, recorded_at)
      select t.portfolio, :market, :session, t.owner, :verdict, :reason, t.run, :dueAt, :now
      from unnest(cast(:portfolios as text[]), cast(:owners as text[]), cast(:runs as text[]))
        as t(portfolio, owner, run)
      on conflict do nothing returning run_id""";

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
    return query
        .map(
            (row, _) ->
                new Schedule(
                    row.getString("calendar"),
                    Schedule.Anchor.valueOf(row.getString("anchor")),
                    Duration.ofSeconds(row.getLong("offset_seconds")),
                    Schedule.CatchUp.valueOf(row.getString("catch_up"))))
        .list();
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
            query
                .apply(handle)
                .bind("calendar", schedule.calendar())
                .bind("anchor", schedule.at().name())
                .bind("offset", schedule.offset().toSeconds())
                .bind("catchUp", schedule.catchUp().name())
                .bind("market", due.tick().session().market())
                .bind("session", due.tick().session().date())
                .map(
                    (row, _) ->
                        new DuePortfolio(
                            new Owner(row.getString("owner")),
                            new PortfolioId(row.getString("id")),
                            row.getString("config_hash")))
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
            List<RunRequested> requests =
                RunRows.insert(handle, won, at).stream().map(RunRequested::new).toList();
            JdbiOutbox.addAll(handle, Database.SCHEMA, REQUESTS, requests);
          }
          return fresh.size();
        });
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
            .bind("portfolios", RunRows.texts(runs, run -> run.portfolio().value()))
            .bind("owners", RunRows.texts(runs, run -> run.owner().value()))
            .bind("runs", RunRows.texts(runs, run -> run.runId().value()))
            .mapTo(String.class)
            .list());
  }
}
