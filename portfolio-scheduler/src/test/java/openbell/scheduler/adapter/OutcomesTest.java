package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.model.calendar.Calendars;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.message.RunRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.model.wire.MessageCodec;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.outbox.Outbox;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.scheduler.reconcile.RunLedger.Filter;
import openbell.scheduler.schedule.DueTicks;
import openbell.scheduler.schedule.SessionBatch;
import openbell.scheduler.schedule.SessionOutcome;
import openbell.scheduler.schedule.SessionOutcome.Outcome;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final Owner ADA = new Owner("ada");
  private static final String CAUGHT_UP =
      "Caught up after the scheduler was away; this is the run of 2018-05-29.";
  private static final Instant OPEN = Instant.parse("2018-05-11T13:30:00Z");
  private static final ArtifactRef ARTIFACT = new ArtifactRef("k", "a".repeat(64), 9);

  /// A run that is done, one that failed, one that is under way, and a session that was missed.
  private static final String BEFORE_OUTCOMES =
      """
      insert into scheduler.schedule_ledger (portfolio_id, market, session, owner, verdict, reason,
        run_id, due_at, recorded_at)
      select 'p1', 'XNYS', cast(day as date), 'ada', verdict, reason, md5(day),
        cast(day as timestamptz), cast(day as timestamptz)
      from (values ('2018-05-07', 'FIRE', 'Fired by hand.'), ('2018-05-08', 'FIRE', ''),
        ('2018-05-09', 'FIRE', ''), ('2018-05-10', 'MISS', 'Away.')) as t(day, verdict, reason);
      insert into scheduler.run (run_id, owner, portfolio_id, market, session, as_of, config_hash,
        revision, purpose, state, requested_at, finished_at, detail)
      select md5(day), 'ada', 'p1', 'XNYS', cast(day as date), cast(day as date), 'c', 1,
        'SCHEDULED', state, cast(day as timestamptz), cast(ended as timestamptz), detail
      from (values ('2018-05-07', 'DONE', '2018-05-07T13:31:00Z', null),
        ('2018-05-08', 'FAILED', '2018-05-08T13:31:00Z', 'no bars'),
        ('2018-05-09', 'QUEUED', null, null)) as t(day, state, ended, detail);
      """;

  private final PortfolioCodec codec = new PortfolioCodec();
  private static Jdbi jdbi;
  private static List<SessionOutcome> upgraded;
  private JdbiPortfolioBook book;
  private JdbiRunLedger runs;
  private SessionBatch batch;

  /// A database that was in use before sessions had outcomes, brought up to date.
  @BeforeAll
  static void migrate() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    jdbi = database.jdbi();
    Flyway.configure()
        .dataSource(database.dataSource())
        .schemas("scheduler")
        .table("schema_history")
        .locations("classpath:db/scheduler")
        .target("2")
        .load()
        .migrate();
    jdbi.useHandle(handle -> handle.execute(BEFORE_OUTCOMES));
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("scheduler", "db/scheduler")));
    upgraded = outcomes(ADA, "p1");
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "truncate scheduler.portfolio, scheduler.run, scheduler.schedule_ledger,"
                    + " scheduler.outbox"));
    book = new JdbiPortfolioBook(jdbi, new ParsedDocuments(codec), Clock.systemUTC());
    runs = new JdbiRunLedger(jdbi);
    batch =
        new SessionBatch(
            new JdbiScheduleLedger(jdbi),
            new DueTicks(3, Duration.ofMinutes(15)),
            Calendars::builtIn);
  }

  @Test
  void writesDownOneOutcomePerSessionWithTheReason() throws Exception {
    // Given a scheduler that comes back two hours after the open of Tuesday; Monday was closed
    Portfolio portfolio = portfolio(ADA, "p1", "2018-05-01T00:00:00Z");
    book.add(portfolio, null);
    Instant tuesday = Instant.parse("2018-05-29T15:30:00Z");

    // When
    batch.serveDue(tuesday);
    RunRef run = runs.list(ADA, Filter.ALL, 10).getFirst().run();
    runs.completed(
        new RunCompleted(run, ARTIFACT, List.of(), Duration.ofMillis(5)), tuesday.plusSeconds(60));

    // Then
    List<SessionOutcome> outcomes = outcomes(portfolio);
    assertThat(outcomes.stream().map(o -> o.session().date() + " " + o.outcome()))
        .containsExactly(
            "2018-05-29 LATE",
            "2018-05-28 NO_SESSION",
            "2018-05-25 MISSED",
            "2018-05-24 MISSED",
            "2018-05-23 MISSED");
    assertThat(outcomes.get(1).reason()).isEqualTo("XNYS is closed on 2018-05-28: Memorial Day.");
    assertThat(outcomes.get(2).reason()).contains("2018-05-29");
  }

  @Test
  void aFailedRunIsAMissedSessionUntilItIsDoneAfterAll() throws Exception {
    // Given
    Portfolio portfolio = portfolio(ADA, "p1", "2018-05-11T00:00:00Z");
    book.add(portfolio, null);
    batch.serveDue(OPEN);
    RunRef run = runs.list(ADA, Filter.ALL, 10).getFirst().run();

    // When
    runs.failed(
        new RunFailed(
            run,
            new Failure(FailureReason.MARKET_DATA_UNAVAILABLE, "there are no bars for SPY"),
            3),
        OPEN.plusSeconds(60));
    SessionOutcome failed = outcomes(portfolio).getFirst();
    runs.completed(
        new RunCompleted(run, ARTIFACT, List.of(), Duration.ofMillis(5)), OPEN.plusSeconds(120));

    // Then
    assertThat(failed.outcome()).isEqualTo(Outcome.MISSED);
    assertThat(failed.reason()).isEqualTo("The run failed: there are no bars for SPY");
    assertThat(outcomes(portfolio).getFirst().outcome()).isEqualTo(Outcome.RAN);
    assertThat(outcomes(portfolio).getFirst().reason()).isEmpty();
  }

  @Test
  void aMergedRunNamesTheSessionsThatItsOwnPortfolioMissed() throws Exception {
    // Given one portfolio that missed three sessions, one that missed one, one that is new, and one
    // that was served on Friday
    String merge = "\"schedule\": {\"calendar\": \"XNYS\", \"catch_up\": \"merge\"}, \"name\"";
    book.add(portfolio(ADA, "old", "2018-05-01T00:00:00Z", merge), null);
    book.add(portfolio(ADA, "young", "2018-05-25T00:00:00Z", merge), null);
    book.add(portfolio(ADA, "served", "2018-05-25T00:00:00Z", merge), null);
    book.add(portfolio(ADA, "new", "2018-05-27T00:00:00Z", merge), null);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update scheduler.portfolio set deleted_at = now() where id <> 'served'"));
    batch.serveDue(Instant.parse("2018-05-25T13:30:00Z"));
    jdbi.useHandle(handle -> handle.execute("update scheduler.portfolio set deleted_at = null"));
    JdbiOutbox outbox = new JdbiOutbox(jdbi, "scheduler", new MessageCodec());
    outbox.sent(outbox.pending(10).stream().map(Outbox.Pending::id).toList());

    // When the scheduler comes back two hours after the open of Tuesday; Monday was closed
    batch.serveDue(Instant.parse("2018-05-29T15:30:00Z"));

    // Then
    Map<String, String> named = new TreeMap<>();
    for (Outbox.Pending pending : outbox.pending(10)) {
      RunRequested request = (RunRequested) pending.message();
      named.put(request.run().portfolio().value(), request.remarks().getLast());
    }
    assertThat(named)
        .containsExactly(
            Map.entry("new", CAUGHT_UP),
            Map.entry(
                "old",
                "It stands for the missed sessions of 2018-05-23, 2018-05-24, 2018-05-25 as well."),
            Map.entry("served", CAUGHT_UP),
            Map.entry("young", "It stands for the missed session of 2018-05-25 as well."));
  }

  @Test
  void sessionsFromBeforeThereWereOutcomesHaveOne() {
    // Given a ledger and its runs as they were before the update

    // When it is brought up to date, then
    assertThat(
            upgraded.stream().map(o -> o.session().date() + " " + o.outcome() + " " + o.reason()))
        .containsExactly(
            "2018-05-10 MISSED Away.",
            "2018-05-09 EXPECTED ",
            "2018-05-08 MISSED The run failed: no bars",
            "2018-05-07 RAN Fired by hand.");
    assertThat(upgraded.getLast().finishedAt()).isEqualTo("2018-05-07T13:31:00Z");
  }

  private static List<SessionOutcome> outcomes(Portfolio portfolio) {
    return outcomes(portfolio.owner(), portfolio.id().value());
  }

  private static List<SessionOutcome> outcomes(Owner owner, String portfolio) {
    return new JdbiScheduleLedger(jdbi)
        .outcomes(
            owner,
            new PortfolioId(portfolio),
            LocalDate.of(2018, 1, 1),
            LocalDate.of(2018, 12, 31),
            100);
  }

  private Portfolio portfolio(Owner owner, String id, String createdAt) throws Exception {
    return portfolio(owner, id, createdAt, "\"name\"");
  }

  /// @param start of the document, up to the name of its first field
  private Portfolio portfolio(Owner owner, String id, String createdAt, String start)
      throws Exception {
    Path sample =
        Path.of(System.getProperty("openbell.root", ".."))
            .resolve("sample-data/portfolios/golden-cross.json");
    String document = Files.readString(sample).replaceFirst("\"name\"", start);
    var definition =
        ((Parsed.Ok) codec.parse(document.getBytes(StandardCharsets.UTF_8))).definition();
    return new Portfolio(
        new PortfolioId(id),
        owner,
        definition,
        codec.configHash(definition),
        Instant.parse(createdAt));
  }
}
