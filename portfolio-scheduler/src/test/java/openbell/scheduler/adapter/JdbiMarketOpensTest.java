package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import openbell.model.calendar.Calendars;
import openbell.model.market.Session;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.scheduler.batch.MarketOpens.Cause;
import openbell.scheduler.batch.MarketOpens.Choice;
import openbell.scheduler.batch.MarketOpens.Opening;
import openbell.scheduler.batch.MarketOpens.Order;
import openbell.scheduler.reconcile.RunLedger.Counts;
import openbell.scheduler.reconcile.RunLedger.Filter;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import openbell.scheduler.schedule.DueTicks;
import openbell.scheduler.schedule.SessionBatch;
import openbell.scheduler.schedule.SessionOutcome;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiMarketOpensTest {
  private static final Owner ADA = new Owner("ada");
  private static final Owner BOB = new Owner("bob");
  private static final Instant OPEN = Instant.parse("2018-05-11T13:30:00Z");
  private static final Session SESSION = new Session("XNYS", LocalDate.of(2018, 5, 11));
  private static final Session NEXT = new Session("XNYS", LocalDate.of(2018, 5, 14));

  private final PortfolioCodec codec = new PortfolioCodec();
  private JdbiRunLedger runs;
  private JdbiScheduleLedger schedule;
  private JdbiMarketOpens opens;

  /// Three portfolios that ran on Friday: one done after 2 s, one failed after 5 s, one waiting.
  @BeforeEach
  void begin() throws Exception {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("scheduler", "db/scheduler")));
    Jdbi jdbi = database.jdbi();
    JdbiPortfolioBook book =
        new JdbiPortfolioBook(jdbi, new ParsedDocuments(codec), Clock.systemUTC());
    for (String id : List.of("done", "failed", "waiting")) {
      book.add(portfolio(id), null);
    }
    runs = new JdbiRunLedger(jdbi);
    schedule = new JdbiScheduleLedger(jdbi);
    opens = new JdbiMarketOpens(jdbi);
    new SessionBatch(schedule, new DueTicks(3, Duration.ofMinutes(15)), Calendars::builtIn)
        .serveDue(OPEN);
    runs.completed(completed(run("done")), OPEN.plusSeconds(2));
    runs.failed(failed(run("failed")), OPEN.plusSeconds(5));
  }

  @Test
  void listsTheSlowestFirstAndWhatHasNotEndedBeforeAll() {
    // Given a run that waits, one that failed after 5 s, one that was done after 2 s

    // When
    List<RunRecord> slowest = opens.runs(ADA, SESSION, Choice.SLOWEST, 10);
    Choice afterFirst = new Choice(null, Order.SLOWEST, slowest.getFirst().run().runId());

    // Then
    assertThat(slowest).extracting(RunRecord::name).hasSize(3);
    assertThat(slowest)
        .extracting(run -> run.run().portfolio().value())
        .containsExactly("waiting", "failed", "done");
    assertThat(opens.runs(ADA, SESSION, afterFirst, 10)).isEqualTo(slowest.subList(1, 3));
    assertThat(opens.runs(ADA, SESSION, new Choice(RunState.FAILED, Order.NEWEST, null), 10))
        .extracting(run -> run.run().portfolio().value())
        .containsExactly("failed");
    assertThat(opens.runs(BOB, SESSION, Choice.SLOWEST, 10)).isEmpty();
  }

  @Test
  void measuresWhatHasEndedAndNamesWhatFailed() {
    // When
    var pace = opens.pace(ADA, SESSION);

    // Then
    assertThat(pace.ended()).isEqualTo(2);
    assertThat(pace.slowest()).isEqualTo(Duration.ofSeconds(5));
    assertThat(pace.median()).isEqualTo(Duration.ofMillis(3_500));
    assertThat(opens.causes(ADA, SESSION))
        .containsExactly(new Cause(FailureReason.INSUFFICIENT_HISTORY, 1, "AAPL has 3 bars."));
    assertThat(opens.pace(BOB, SESSION).known()).isFalse();
    assertThat(opens.causes(BOB, SESSION)).isEmpty();
  }

  @Test
  void asksOnceMoreForWhatFailedAndCountsOnlyTheNewTry() {
    // Given
    RunRef old = run("failed");
    Instant later = OPEN.plusSeconds(60);

    // When
    int retried = opens.retry(ADA, SESSION, later, later.plusSeconds(900));
    int again = opens.retry(ADA, SESSION, later, later.plusSeconds(900));

    // Then
    RunRef fresh = run("failed");
    assertThat(List.of(retried, again)).containsExactly(1, 0);
    assertThat(fresh.revision()).isEqualTo(old.revision() + 1);
    assertThat(runs.counts(SESSION, ADA)).isEqualTo(new Counts(2, 1, 0, 0));
    assertThat(outcome()).isEqualTo(SessionOutcome.Outcome.EXPECTED);
    runs.completed(completed(fresh), later.plusSeconds(1));
    assertThat(outcome()).isEqualTo(SessionOutcome.Outcome.RAN);
    assertThat(runs.counts(SESSION, ADA)).isEqualTo(new Counts(1, 2, 0, 0));
    assertThat(opens.retry(BOB, SESSION, later, later)).isZero();
  }

  @Test
  void walksThroughTheSessionsPageByPage() {
    // Given a second session
    var calendar = Calendars.builtIn().find("XNYS").orElseThrow();
    new SessionBatch(schedule, new DueTicks(3, Duration.ofMinutes(15)), Calendars::builtIn)
        .serve(ADA, calendar, calendar.regular(NEXT.date()), OPEN.plusSeconds(400_000));

    // When
    List<Opening> first = opens.sessions(ADA, null, 1);
    List<Opening> second = opens.sessions(ADA, NEXT, 1);

    // Then
    assertThat(first).containsExactly(new Opening(NEXT, new Counts(3, 0, 0, 0)));
    assertThat(second).containsExactly(new Opening(SESSION, new Counts(1, 1, 1, 0)));
    assertThat(opens.sessions(ADA, SESSION, 10))
        .as("the sessions before were missed by portfolios that are older than them")
        .hasSize(3)
        .allMatch(opening -> opening.counts().equals(new Counts(0, 0, 0, 3)));
    assertThat(opens.sessions(BOB, null, 10)).isEmpty();
  }

  private RunRef run(String portfolio) {
    Filter filter = new Filter(new PortfolioId(portfolio), SESSION, null);
    return runs.list(ADA, filter, 10).getFirst().run();
  }

  private SessionOutcome.Outcome outcome() {
    PortfolioId failed = new PortfolioId("failed");
    return schedule.outcomes(ADA, failed, SESSION.date(), SESSION.date(), 10).getFirst().outcome();
  }

  private static RunCompleted completed(RunRef run) {
    ArtifactRef artifact = new ArtifactRef("runs/x/manifest.json", "a".repeat(64), 1);
    return new RunCompleted(run, artifact, List.of(), Duration.ofMillis(300));
  }

  private static RunFailed failed(RunRef run) {
    return new RunFailed(
        run, new Failure(FailureReason.INSUFFICIENT_HISTORY, "AAPL has 3 bars."), 1);
  }

  private Portfolio portfolio(String id) throws Exception {
    Path sample =
        Path.of(System.getProperty("openbell.root", ".."))
            .resolve("sample-data/portfolios/golden-cross.json");
    var definition = ((Parsed.Ok) codec.parse(Files.readAllBytes(sample))).definition();
    return new Portfolio(
        new PortfolioId(id),
        ADA,
        definition,
        codec.configHash(definition),
        Instant.parse("2018-05-01T00:00:00Z"));
  }
}
