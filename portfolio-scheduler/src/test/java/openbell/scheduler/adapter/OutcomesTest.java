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
import openbell.scheduler.reconcile.RunLedger.Filter;
import openbell.scheduler.schedule.DueTicks;
import openbell.scheduler.schedule.SessionBatch;
import openbell.scheduler.schedule.SessionOutcome;
import openbell.scheduler.schedule.SessionOutcome.Outcome;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final Owner ADA = new Owner("ada");
  private static final Instant OPEN = Instant.parse("2018-05-11T13:30:00Z");
  private static final ArtifactRef ARTIFACT = new ArtifactRef("k", "a".repeat(64), 9);

  private final PortfolioCodec codec = new PortfolioCodec();
  private Jdbi jdbi;
  private JdbiPortfolioBook book;
  private JdbiRunLedger runs;
  private SessionBatch batch;

  @BeforeEach
  void migrate() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("scheduler", "db/scheduler")));
    jdbi = database.jdbi();
    book = new JdbiPortfolioBook(jdbi, codec, Clock.systemUTC());
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

  private List<SessionOutcome> outcomes(Portfolio portfolio) {
    return new JdbiScheduleLedger(jdbi)
        .outcomes(ADA, portfolio.id(), LocalDate.of(2018, 1, 1), LocalDate.of(2018, 12, 31), 100);
  }

  private Portfolio portfolio(Owner owner, String id, String createdAt) throws Exception {
    Path sample =
        Path.of(System.getProperty("openbell.root", ".."))
            .resolve("sample-data/portfolios/golden-cross.json");
    var definition = ((Parsed.Ok) codec.parse(Files.readAllBytes(sample))).definition();
    return new Portfolio(
        new PortfolioId(id),
        owner,
        definition,
        codec.configHash(definition),
        Instant.parse(createdAt));
  }
}
