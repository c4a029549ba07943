package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.FailureException;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressCarrier;
import openbell.runtime.live.Stage;
import openbell.runtime.live.adapter.BatchingSink;
import openbell.runtime.queue.adapter.PostgresPool;
import openbell.runtime.queue.adapter.PostgresProgressCarrier;
import openbell.runtime.queue.adapter.RedisProgressCarrier;
import openbell.runtime.queue.adapter.RedisServers;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.testing.RealRedis;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.scheduler.live.Ear;
import openbell.scheduler.live.Frame;
import openbell.scheduler.live.Hub;
import openbell.scheduler.live.ProgressWriter;
import openbell.scheduler.live.Subject;
import openbell.scheduler.live.Upkeep;
import openbell.scheduler.live.Waiting;
import openbell.scheduler.live.Watcher;
import org.junit.jupiter.api.Test;

class TwoSchedulersTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Session SESSION = new Session("XNYS", LocalDate.of(2018, 5, 11));
  private static final Owner ADA = new Owner("ada");
  private static final int RUNS = 200;

  private final RealPostgres.Database database = RealPostgres.newDatabase();

  @Test
  void bothHearEveryEventOnceThroughRedis() throws Exception {
    try (RealRedis redis = RealRedis.with()) {
      Vertx vertx = Vertx.vertx();
      hearEverythingOnce(
          () -> new RedisProgressCarrier(vertx, RedisServers.of(redis.uri())), "scheduler");
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void bothHearEveryEventOnceThroughPostgres() throws Exception {
    hearEverythingOnce(
        () ->
            new PostgresProgressCarrier(
                PostgresPool.open(database.url(), "postgres", "postgres", 2),
                false,
                Duration.ofSeconds(1)),
        "scheduler",
        "queue");
  }

  private void hearEverythingOnce(Supplier<ProgressCarrier> carriers, String... schemas)
      throws InterruptedException {
    // Given two schedulers, each with one who watches, and a worker
    new Migrations(database.dataSource())
        .run(List.of(schemas).stream().map(one -> new SchemaMigration(one, "db/" + one)).toList());
    try (Scheduler one = new Scheduler(carriers.get());
        Scheduler other = new Scheduler(carriers.get());
        ProgressCarrier worker = carriers.get();
        BatchingSink sink = new BatchingSink(worker, Duration.ofMillis(5), 10_000)) {
      // When
      List<Stage> way =
          List.of(Stage.CLAIMED, Stage.LOADED, Stage.EVALUATED, Stage.STORED, Stage.SIGNALLED);
      IntStream.range(0, RUNS)
          .mapToObj(TwoSchedulersTest::run)
          .forEach(run -> way.forEach(stage -> sink.tell(progress(run, stage))));
      // Then
      int all = RUNS * way.size();
      await().atMost(SOON).until(() -> one.lines() >= all && other.lines() >= all);
      assertThat(one.seqs()).doesNotHaveDuplicates().isSorted().hasSize(all);
      assertThat(other.seqs()).isEqualTo(one.seqs());
      assertThat(sink.dropped()).isZero();
    }
  }

  private static RunRef run(int n) {
    return RunRef.of(
        ADA,
        new PortfolioId("p-" + n),
        SESSION,
        SESSION.date().minusDays(1),
        "d".repeat(64),
        1,
        Purpose.SCHEDULED);
  }

  private static Progress progress(RunRef run, Stage stage) {
    return new Progress(run, stage, 1, Instant.parse("2018-05-11T13:30:00Z"), "");
  }

  /// What a scheduler does about progress, in one object.
  private final class Scheduler implements AutoCloseable {
    private final ProgressCarrier carrier;
    private final Hub hub;
    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final List<Thread> threads;

    Scheduler(ProgressCarrier carrier) {
      this.carrier = carrier;
      JdbiProgressLog log = new JdbiProgressLog(database.jdbi());
      Upkeep upkeep =
          new Upkeep(log, new JdbiRunLedger(database.jdbi()), _ -> Waiting.UNKNOWN, _ -> "{}");
      this.hub = new Hub(log, _ -> "{}", upkeep, new Hub.Limits(10, 10));
      ProgressWriter writer = new ProgressWriter(log, carrier, hub);
      Watcher watcher = new Watcher(new Subject.OfBatch(ADA, SESSION), ear(), Instant.EPOCH);
      assertThat(hub.add(watcher)).isTrue();
      hub.begin(watcher, _ -> List.of(), Hub.Resume.NOTHING, Instant.EPOCH);
      carrier.listen(hub::ring);
      threads =
          List.of(
              Thread.ofVirtual()
                  .start(
                      () -> forever(() -> carrier.receive(SOON, 8, b -> writer.write(b, _ -> {})))),
              Thread.ofVirtual()
                  .start(
                      () ->
                          forever(
                              () -> {
                                hub.awaitRing(SOON);
                                hub.turn(Instant.EPOCH);
                              })));
    }

    private Ear ear() {
      return new Ear() {
        @Override
        public void hear(Frame frame) {
          if (frame.event().equals("progress")) {
            frames.add(frame);
          }
        }

        @Override
        public void end() {}
      };
    }

    int lines() {
      return frames.size();
    }

    List<Long> seqs() {
      return frames.stream().map(Frame::seq).toList();
    }

    @Override
    public void close() {
      threads.forEach(Thread::interrupt);
      hub.close();
      carrier.close();
    }
  }

  private interface Step {
    void go() throws InterruptedException;
  }

  private static void forever(Step step) {
    try {
      while (true) {
        step.go();
      }
    } catch (InterruptedException | FailureException _) {
      // The test is over.
    }
  }
}
