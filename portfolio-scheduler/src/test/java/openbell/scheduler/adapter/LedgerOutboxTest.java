package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import openbell.model.calendar.Calendars;
import openbell.model.message.RunCompleted;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
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
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where a record of the scheduler and a message belong together, and two schedulers at once.
class LedgerOutboxTest {
  private static final Owner ADA = new Owner("ada");
  private static final Instant OPEN = Instant.parse("2018-05-11T13:30:00Z");

  private final PortfolioCodec codec = new PortfolioCodec();
  private Jdbi jdbi;
  private JdbiPortfolioBook book;
  private JdbiRunLedger runs;

  @BeforeEach
  void migrate() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("scheduler", "db/scheduler")));
    jdbi = database.jdbi();
    book = new JdbiPortfolioBook(jdbi, new ParsedDocuments(codec), Clock.systemUTC());
    runs = new JdbiRunLedger(jdbi);
  }

  @Test
  void twoSchedulersAtOnceWriteOneRowPerPortfolioAndSession() throws Exception {
    // Given
    for (int n = 0; n < 600; n++) {
      add("p" + n);
    }
    CyclicBarrier together = new CyclicBarrier(2);
    List<Callable<SessionBatch.Served>> schedulers =
        IntStream.range(0, 2)
            .<Callable<SessionBatch.Served>>mapToObj(
                _ ->
                    () -> {
                      SessionBatch own = scheduler();
                      together.await();
                      return own.serveDue(OPEN);
                    })
            .toList();

    // When
    List<SessionBatch.Served> served;
    try (var threads = Executors.newFixedThreadPool(2)) {
      served = threads.invokeAll(schedulers).stream().map(Future::resultNow).toList();
    }

    // Then
    assertThat(served.stream().mapToInt(SessionBatch.Served::requested).sum()).isEqualTo(600);
    assertThat(count("outbox")).isEqualTo(600);
    assertThat(count("run")).isEqualTo(600);
    assertThat(count("schedule_ledger where verdict = 'FIRE'")).isEqualTo(600);
  }

  @Test
  void aRunIsNotWrittenWithoutTheRequestForIt() throws Exception {
    // Given an outbox that takes nothing
    add("p1");
    jdbi.useHandle(
        handle -> handle.execute("alter table scheduler.outbox add constraint shut check (false)"));

    // When
    assertThatThrownBy(() -> scheduler().serveDue(OPEN)).isInstanceOf(FailureException.class);

    // Then neither is there, and the next beat does it all
    assertThat(runs.list(ADA, Filter.ALL, 10)).isEmpty();
    jdbi.useHandle(handle -> handle.execute("alter table scheduler.outbox drop constraint shut"));
    assertThat(scheduler().serveDue(OPEN).requested()).isEqualTo(1);
    assertThat(count("outbox")).isEqualTo(1);
  }

  @Test
  void answersForEveryOutcomeOnceItIsWrittenDown() throws Exception {
    // Given
    add("p1");
    scheduler().serveDue(OPEN);
    JdbiOutbox outbox = new JdbiOutbox(jdbi, "scheduler", new MessageCodec());
    outbox.sent(outbox.pending(10).stream().map(Outbox.Pending::id).toList());
    RunRef run = runs.list(ADA, Filter.ALL, 1).getFirst().run();
    RunCompleted completed =
        new RunCompleted(run, new ArtifactRef("k", "a".repeat(64), 9), List.of(), Duration.ZERO);

    // When it is heard of twice
    runs.completed(completed, OPEN);
    runs.completed(completed, OPEN);

    // Then
    assertThat(outbox.pending(10)).isEmpty();
    assertThat(outbox.unsettled(Instant.parse("2100-01-01T00:00:00Z"), Duration.ofMinutes(3), 10))
        .extracting(Outbox.Pending::message)
        .containsExactly(completed);
  }

  @Test
  void aRunByHandIsNotWrittenWithoutTheRequestForIt() throws Exception {
    // Given a run that is known, forgotten again, and an outbox that takes nothing
    add("p1");
    scheduler().serveDue(OPEN);
    RunRef run = runs.list(ADA, Filter.ALL, 1).getFirst().run();
    jdbi.useHandle(handle -> handle.execute("truncate scheduler.run, scheduler.outbox"));
    jdbi.useHandle(
        handle -> handle.execute("alter table scheduler.outbox add constraint shut check (false)"));

    // When
    assertThatThrownBy(() -> runs.request(run, OPEN)).isInstanceOf(FailureException.class);

    // Then
    assertThat(count("run")).isZero();
  }

  private SessionBatch scheduler() {
    return new SessionBatch(
        new JdbiScheduleLedger(jdbi), new DueTicks(0, Duration.ofMinutes(15)), Calendars::builtIn);
  }

  private int count(String table) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from scheduler." + table)
                .mapTo(Integer.class)
                .one());
  }

  private void add(String id) throws Exception {
    Path sample =
        Path.of(System.getProperty("openbell.root", ".."))
            .resolve("sample-data/portfolios/golden-cross.json");
    var definition = ((Parsed.Ok) codec.parse(Files.readAllBytes(sample))).definition();
    book.add(
        new Portfolio(
            new PortfolioId(id),
            ADA,
            definition,
            codec.configHash(definition),
            Instant.parse("2018-05-01T00:00:00Z")),
        null);
  }
}
