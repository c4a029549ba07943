package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
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
import openbell.scheduler.dispatch.PortfolioBook.Addition;
import openbell.scheduler.dispatch.PortfolioBook.SubmitKey;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.reconcile.RunLedger.Filter;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import openbell.scheduler.schedule.DueTicks;
import openbell.scheduler.schedule.SessionBatch;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgersTest {
  private static final Owner ADA = new Owner("ada");
  private static final Owner BOB = new Owner("bob");
  private static final Instant OPEN = Instant.parse("2018-05-11T13:30:00Z");
  private static final Session SESSION = new Session("XNYS", LocalDate.of(2018, 5, 11));
  private static final TradingCalendar NEW_YORK = Calendars.builtIn().find("XNYS").orElseThrow();

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
    book = new JdbiPortfolioBook(jdbi, new ParsedDocuments(codec), Clock.systemUTC());
    runs = new JdbiRunLedger(jdbi);
    batch =
        new SessionBatch(
            new JdbiScheduleLedger(jdbi),
            new DueTicks(3, Duration.ofMinutes(15)),
            Calendars::builtIn);
  }

  @Test
  void keepsAPortfolioAsItWas() throws Exception {
    // Given
    Portfolio portfolio = portfolio(ADA, "p1", "2018-05-01T00:00:00Z");

    // When
    book.add(portfolio, null);

    // Then
    assertThat(book.find(ADA, portfolio.id())).contains(portfolio);
    assertThat(codec.configHash(book.find(ADA, portfolio.id()).orElseThrow().definition()))
        .isEqualTo(portfolio.configHash());
  }

  @Test
  void hidesPortfoliosAndRunsFromOtherOwners() throws Exception {
    // Given
    Portfolio portfolio = portfolio(ADA, "p1", "2018-05-01T00:00:00Z");
    book.add(portfolio, null);
    batch.serveDue(OPEN);
    RunRecord run = runs.list(ADA, Filter.ALL, 10).getFirst();

    // When
    boolean deleted = book.delete(BOB, portfolio.id());

    // Then
    assertThat(deleted).isFalse();
    assertThat(book.find(BOB, portfolio.id())).isEmpty();
    assertThat(book.list(BOB, null, 10)).isEmpty();
    assertThat(runs.find(BOB, run.run().runId())).isEmpty();
    assertThat(runs.list(BOB, new Filter(portfolio.id(), null, null), 10)).isEmpty();
    assertThat(runs.newestOf(BOB, List.of(portfolio.id()))).isEmpty();
    assertThat(runs.counts(SESSION, BOB).all()).isZero();
  }

  @Test
  void takesTheSameKeyOnceEvenWhenAHundredAskAtOnce() throws Exception {
    // Given
    SubmitKey key = new SubmitKey("k1", "b".repeat(64));
    List<Callable<Addition>> askers =
        IntStream.range(0, 100)
            .<Callable<Addition>>mapToObj(
                n -> () -> book.add(portfolio(ADA, "p" + n, "2018-05-01T00:00:00Z"), key))
            .toList();

    // When
    List<Addition> answers;
    try (var threads = Executors.newFixedThreadPool(8)) {
      answers = threads.invokeAll(askers).stream().map(LedgersTest::answer).toList();
    }

    // Then
    assertThat(answers).filteredOn(answer -> answer instanceof Addition.Added).hasSize(1);
    assertThat(book.list(ADA, null, 200)).hasSize(1);
    assertThat(
            book.add(
                portfolio(ADA, "other", "2018-05-01T00:00:00Z"),
                new SubmitKey("k1", "c".repeat(64))))
        .isInstanceOf(Addition.KeyReused.class);
  }

  @Test
  void pagesThroughPortfoliosWithoutGapOrRepetition() throws Exception {
    // Given
    for (int n = 0; n < 7; n++) {
      book.add(portfolio(ADA, "p" + n, "2018-05-0" + (1 + n / 3) + "T00:00:00Z"), null);
    }

    // When
    List<PortfolioLine> first = book.list(ADA, null, 3);
    List<PortfolioLine> second = book.list(ADA, first.getLast().id(), 3);
    List<PortfolioLine> third = book.list(ADA, second.getLast().id(), 3);

    // Then
    assertThat(List.of(first.size(), second.size(), third.size())).containsExactly(3, 3, 1);
    assertThat(ids(first)).doesNotContainAnyElementsOf(ids(second));
    assertThat(ids(second)).doesNotContainAnyElementsOf(ids(third));
  }

  @Test
  void aDoubleTickIsOneRun() throws Exception {
    // Given
    book.add(portfolio(ADA, "p1", "2018-05-01T00:00:00Z"), null);
    batch.serveDue(OPEN);

    // When
    SessionBatch.Served again = batch.serveDue(OPEN.plusSeconds(30));

    // Then
    assertThat(again.requested()).isZero();
    assertThat(runs.list(ADA, Filter.ALL, 10)).hasSize(1);
    assertThat(outboxSize()).isEqualTo(1);
  }

  @Test
  void aNewPortfolioNeverCatchesUp() throws Exception {
    // Given
    book.add(portfolio(ADA, "late", "2018-05-11T13:30:01Z"), null);

    // When
    SessionBatch.Served served = batch.serveDue(OPEN.plusSeconds(60));

    // Then
    assertThat(served).isEqualTo(new SessionBatch.Served(0, 0));
  }

  @Test
  void writesOffTheSessionsItMissed() throws Exception {
    // Given
    book.add(portfolio(ADA, "p1", "2018-05-01T00:00:00Z"), null);

    // When
    SessionBatch.Served served = batch.serveDue(OPEN.plus(Duration.ofHours(2)));

    // Then
    assertThat(served).isEqualTo(new SessionBatch.Served(1, 3));
    assertThat(runs.counts(new Session("XNYS", LocalDate.of(2018, 5, 10)), ADA).missed())
        .isEqualTo(1);
  }

  @Test
  void firesAPastSessionByHandOnceAndOnlyForItsOwner() throws Exception {
    // Given
    book.add(portfolio(ADA, "p1", "2026-11-01T00:00:00Z"), null);
    book.add(portfolio(BOB, "p2", "2026-11-01T00:00:00Z"), null);
    SessionHours session = ((CalendarDay.Trading) NEW_YORK.day(SESSION.date())).hours();
    Instant now = Instant.parse("2026-11-21T08:00:00Z");

    // When
    SessionBatch.Served first = batch.serve(ADA, NEW_YORK, session, now);
    SessionBatch.Served second = batch.serve(ADA, NEW_YORK, session, now);

    // Then
    assertThat(first.requested()).isEqualTo(1);
    assertThat(second.requested()).isZero();
    assertThat(runs.list(ADA, Filter.ALL, 5).getFirst().run().asOf()).isEqualTo("2018-05-10");
    assertThat(runs.list(BOB, Filter.ALL, 5)).isEmpty();
  }

  @Test
  void aResultWinsOverAFailureAndNeverTheOtherWayRound() throws Exception {
    // Given
    book.add(portfolio(ADA, "p1", "2018-05-01T00:00:00Z"), null);
    batch.serveDue(OPEN);
    RunRef run = runs.list(ADA, Filter.ALL, 1).getFirst().run();
    RunFailed failed = new RunFailed(run, new Failure(FailureReason.CRASHED, "gone"), 4);
    runs.failed(failed, OPEN);

    // When
    runs.completed(
        new RunCompleted(
            run, new ArtifactRef("k", "a".repeat(64), 9), List.of(), Duration.ofMillis(42)),
        OPEN);
    runs.failed(failed, OPEN);

    // Then
    RunRecord record = runs.find(ADA, run.runId()).orElseThrow();
    assertThat(record.state()).isEqualTo(RunState.DONE);
    assertThat(record.failure()).isNull();
    assertThat(record.duration()).isEqualTo(Duration.ofMillis(42));
    assertThat(runs.settled(Map.of(run.runId(), ADA)))
        .containsExactly(Map.entry(run.runId(), RunState.DONE));
    assertThat(runs.settled(Map.of(run.runId(), BOB))).isEmpty();
    assertThat(runs.unfinished(OPEN.plusSeconds(999), null, 10)).isEmpty();
  }

  @Test
  void tellsUnfinishedRunsPageByPage() throws Exception {
    // Given
    for (int n = 0; n < 5; n++) {
      book.add(portfolio(ADA, "p" + n, "2018-05-01T00:00:00Z"), null);
    }
    batch.serveDue(OPEN);

    // When
    List<RunRecord> first = runs.unfinished(OPEN.plusSeconds(1), null, 3);
    List<RunRecord> second = runs.unfinished(OPEN.plusSeconds(1), first.getLast(), 3);

    // Then
    assertThat(first).hasSize(3);
    assertThat(second).hasSize(2);
    assertThat(runs.unfinished(OPEN, null, 10)).isEmpty();
  }

  private int outboxSize() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select count(*) from scheduler.outbox").mapTo(Integer.class).one());
  }

  private static List<String> ids(List<PortfolioLine> lines) {
    return lines.stream().map(line -> line.id().value()).toList();
  }

  private static <T> T answer(Future<T> future) {
    return future.resultNow();
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
