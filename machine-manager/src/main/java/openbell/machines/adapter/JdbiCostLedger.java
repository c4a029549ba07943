package openbell.machines.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import openbell.machines.cost.CostLedger;
import openbell.machines.cost.CostLine;
import openbell.machines.cost.CostQuestion;
import openbell.machines.cost.CostQuestion.By;
import openbell.machines.cost.MachineSpan;
import openbell.machines.cost.Price;
import openbell.model.message.MeasuredAttempt;
import openbell.model.message.WorkMeasured;
import openbell.model.portfolio.Owner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What runs cost, in PostgreSQL: lines for some weeks, days for longer.
public final class JdbiCostLedger implements CostLedger {
  // The days grow by what was new, so that a batch told twice counts once. Their rows are touched
  // in one order, so that two managers never wait for each other in a ring.
  private static final String ADD =
      """
      with fresh as (
        insert into machines.run_cost (batch, line, run_id, attempt, owner, portfolio_id,
          portfolio_name, machine, begun_at, busy_micros, machine_micros, picos, completed)
        select :batch, t.line, t.run, t.attempt, t.owner, t.portfolio, t.name, :machine,
          'epoch'::timestamptz + t.begun * interval '1 microsecond', t.busy,
          t.busy / :slots, round(t.busy::numeric / :slots * :price / 1000000)::bigint, t.done
        from unnest(cast(:runs as text[]), cast(:attempts as bigint[]), cast(:owners as text[]),
            cast(:portfolios as text[]), cast(:names as text[]), cast(:begun as bigint[]),
            cast(:busy as bigint[]), cast(:completed as boolean[]))
          with ordinality as t(run, attempt, owner, portfolio, name, begun, busy, done, line)
        on conflict do nothing
        returning owner, portfolio_id, portfolio_name, begun_at, busy_micros, machine_micros, picos,
          completed)
      insert into machines.cost_day as d
        (day, owner, portfolio_id, portfolio_name, attempts, completed, busy_micros, machine_micros,
          picos)
      select (begun_at at time zone 'UTC')::date, owner, portfolio_id,
        (array_agg(portfolio_name order by begun_at desc))[1], count(*),
        count(*) filter (where completed), sum(busy_micros), sum(machine_micros), sum(picos)
      from fresh group by 1, 2, 3 order by 1, 2, 3
      on conflict (day, owner, portfolio_id) do update set
        portfolio_name = coalesce(nullif(excluded.portfolio_name, ''), d.portfolio_name),
        attempts = d.attempts + excluded.attempts,
        completed = d.completed + excluded.completed,
        busy_micros = d.busy_micros + excluded.busy_micros,
        machine_micros = d.machine_micros + excluded.machine_micros,
        picos = d.picos + excluded.picos""";
  private static final String FIRST_JOB =
      """
      update machines.machine_use set first_job_at = :begun
      where machine = :machine and first_job_at is null and started_at = (
        select max(started_at) from machines.machine_use
        where machine = :machine and started_at <= :begun)""";
  private static final String SUMS =
      """
       sum(attempts)::bigint as attempts, sum(completed)::bigint as completed,
       sum(busy_micros)::bigint as busy, sum(machine_micros)::bigint as machine,
       sum(picos)::bigint as picos, null::timestamptz as begun
       from machines.cost_day where day between :from and :to
         and (:owner = '' or owner = :owner) and (:key = '' or %s = :key) group by 1, 2""";
  private static final String PAGE = " limit :limit offset :skip";
  private static final Map<By, String> LINES =
      Map.of(
          By.RUN,
          """
          select run_id as key, owner, portfolio_id as portfolio, count(*) as attempts,
            count(*) filter (where completed) as completed, sum(busy_micros)::bigint as busy,
            sum(machine_micros)::bigint as machine, sum(picos)::bigint as picos,
            max(begun_at) as begun,
            (array_agg(portfolio_name order by begun_at desc))[1] as name
          from machines.run_cost
          where begun_at >= cast(:from as date)::timestamp at time zone 'UTC'
            and begun_at < (cast(:to as date) + 1)::timestamp at time zone 'UTC'
            and (:owner = '' or owner = :owner) and (:key = '' or run_id = :key)
          group by run_id, owner, portfolio_id order by max(begun_at) desc, run_id"""
              + PAGE,
          By.PORTFOLIO,
          "select portfolio_id as key, owner, '' as portfolio,"
              + " (array_agg(portfolio_name order by day desc))[1] as name,"
              + SUMS.formatted("portfolio_id")
              + " order by picos desc, busy desc, key"
              + PAGE,
          By.OWNER,
          "select owner as key, owner, '' as portfolio, '' as name,"
              + SUMS.formatted("owner")
              + " order by picos desc, busy desc, key"
              + PAGE,
          By.DAY,
          "select day::text as key, cast(:owner as text) as owner, '' as portfolio, '' as name,"
              + SUMS.formatted("day::text")
              + " order by key desc"
              + PAGE);
  private static final String SPANS =
      """
      select machine, started_at, running_at, coalesce(ended_at, seen_until) as until,
        ended_at is not null as ended,
        picos_per_second
      from machines.machine_use
      where (ended_at is null or ended_at > cast(:from as date)::timestamp at time zone 'UTC')
        and started_at < (cast(:to as date) + 1)::timestamp at time zone 'UTC'
      order by started_at""";

  private final MachineTables tables;

  public JdbiCostLedger(Jdbi jdbi) {
    this.tables = new MachineTables(jdbi);
  }

  @Override
  public void add(WorkMeasured batch, Price price) {
    List<MeasuredAttempt> attempts = batch.attempts();
    var _ =
        tables.inTransaction(
            handle -> {
              handle
                  .createUpdate(ADD)
                  .bind("batch", batch.batch())
                  .bind("machine", batch.machine())
                  .bind("slots", (long) Math.max(1, batch.slots()))
                  .bind("price", price.picosPerSecond())
                  .bind("runs", texts(attempts, one -> one.run().runId().value()))
                  .bind("attempts", numbers(attempts, one -> (long) one.attempt()))
                  .bind("owners", texts(attempts, one -> one.run().owner().value()))
                  .bind("portfolios", texts(attempts, one -> one.run().portfolio().value()))
                  .bind("names", texts(attempts, JdbiCostLedger::name))
                  .bind("begun", numbers(attempts, one -> micros(one.begun())))
                  .bind("busy", numbers(attempts, one -> one.busy().toNanos() / 1_000))
                  .bind(
                      "completed",
                      attempts.stream().map(MeasuredAttempt::completed).toArray(Boolean[]::new))
                  .execute();
              return firstJob(handle, batch);
            });
  }

  private static int firstJob(Handle handle, WorkMeasured batch) {
    return batch.attempts().stream()
        .map(MeasuredAttempt::begun)
        .min(Instant::compareTo)
        .map(
            begun ->
                handle
                    .createUpdate(FIRST_JOB)
                    .bind("machine", batch.machine())
                    .bind("begun", begun.atOffset(ZoneOffset.UTC))
                    .execute())
        .orElse(0);
  }

  @Override
  public List<CostLine> lines(CostQuestion question) {
    Owner owner = question.owner();
    return tables.ask(
        handle ->
            handle
                .createQuery(Objects.requireNonNull(LINES.get(question.by())))
                .bind("owner", owner == null ? "" : owner.value())
                .bind("key", question.key() == null ? "" : question.key())
                .bind("from", question.from())
                .bind("to", question.to())
                .bind("limit", question.limit())
                .bind("skip", question.skip())
                .map((row, _) -> line(row))
                .list());
  }

  private static CostLine line(ResultSet row) throws SQLException {
    return new CostLine(
        row.getString("key"),
        row.getString("owner"),
        row.getString("portfolio"),
        row.getString("name"),
        MachineTables.instant(row, "begun"),
        row.getLong("attempts"),
        row.getLong("completed"),
        Duration.ofNanos(row.getLong("busy") * 1_000),
        Duration.ofNanos(row.getLong("machine") * 1_000),
        row.getLong("picos"));
  }

  @Override
  public Map<LocalDate, CostLine> explained(LocalDate from, LocalDate to) {
    return lines(CostQuestion.of(By.DAY, null, from, to, CostQuestion.MOST_DAYS)).stream()
        .collect(Collectors.toMap(line -> LocalDate.parse(line.key()), Function.identity()));
  }

  @Override
  public List<MachineSpan> spans(LocalDate from, LocalDate to) {
    return tables.ask(
        handle ->
            handle
                .createQuery(SPANS)
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> span(row))
                .list());
  }

  private static MachineSpan span(ResultSet row) throws SQLException {
    return new MachineSpan(
        row.getString("machine"),
        Objects.requireNonNull(MachineTables.instant(row, "started_at")),
        MachineTables.instant(row, "running_at"),
        Objects.requireNonNull(MachineTables.instant(row, "until")),
        row.getBoolean("ended"),
        row.getLong("picos_per_second"));
  }

  @Override
  public void forget(Instant lines, LocalDate days) {
    var _ =
        tables.inTransaction(
            handle ->
                handle.execute(
                        "delete from machines.run_cost where begun_at < ?",
                        lines.atOffset(ZoneOffset.UTC))
                    + handle.execute("delete from machines.cost_day where day < ?", days)
                    + handle.execute(
                        "delete from machines.machine_use where ended_at < ?",
                        days.atStartOfDay().atOffset(ZoneOffset.UTC)));
  }

  private static String name(MeasuredAttempt attempt) {
    String name = attempt.portfolioName();
    return name == null ? "" : name;
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
  }

  private static String[] texts(
      List<MeasuredAttempt> attempts, Function<MeasuredAttempt, String> text) {
    return MachineTables.texts(attempts, text);
  }

  private static Long[] numbers(
      List<MeasuredAttempt> attempts, Function<MeasuredAttempt, Long> number) {
    return MachineTables.numbers(attempts, number);
  }
}
