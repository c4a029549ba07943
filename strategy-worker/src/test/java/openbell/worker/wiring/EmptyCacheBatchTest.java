package openbell.worker.wiring;

import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static openbell.worker.testing.Documents.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.model.market.Session;
import openbell.model.message.Message;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunOutcome;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.queue.adapter.RedisServers;
import openbell.runtime.queue.adapter.RedisValueCache;
import openbell.runtime.testing.RealRedis;
import openbell.worker.engine.Engine;
import openbell.worker.engine.plan.NodeGraph;
import openbell.worker.market.BarQuery;
import openbell.worker.market.BarSource;
import openbell.worker.run.ArtifactFiles;
import openbell.worker.run.RunAnnouncements;
import openbell.worker.run.RunExecutor;
import openbell.worker.run.RunInputs;
import openbell.worker.run.Workbench;
import openbell.worker.testing.Documents;
import openbell.worker.testing.StandInProvider;
import org.junit.jupiter.api.Test;

/// A market open on an empty cache: two workers, one Redis, and a provider that is slow, fails and
/// refuses.
class EmptyCacheBatchTest {
  private static final int PORTFOLIOS = 2_000;
  private static final int JOBS_IN_HAND = 4;
  private static final int OLD_HOLDERS = 200;
  private static final LocalDate AS_OF = LocalDate.of(2020, 6, 30);
  private static final List<String> GOOD =
      IntStream.range(0, 12).mapToObj(i -> "SYM" + (char) ('A' + i)).toList();

  private final ConcurrentLinkedQueue<RunCompleted> completed = new ConcurrentLinkedQueue<>();
  private final ArtifactStore store = new ManifestShelf();

  @Test
  void asksForEachSymbolOnceAndSaysWhatWasStale() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (StandInProvider server = new StandInProvider();
        RealRedis redis = RealRedis.with();
        RedisValueCache one = new RedisValueCache(vertx, RedisServers.of(redis.uri()));
        RedisValueCache other = new RedisValueCache(vertx, RedisServers.of(redis.uri()))) {
      // Given: OLD was loaded five hours ago and is not to be had any more
      RudeProvider provider = new RudeProvider(AS_OF);
      server.behave(provider::answer);
      WorkerConfig config = config(server);
      Clock clock = Clock.systemUTC();
      Clock before = Clock.offset(clock, Duration.ofHours(-5));
      HttpBars.source(config.bars(), one, before)
          .load(new BarQuery("OLD", AS_OF, before.instant()));
      provider.loseOld();
      // When
      long start = System.nanoTime();
      List<RunOutcome> outcomes =
          runAll(
              List.of(
                  executor(HttpBars.source(config.bars(), one, clock), "worker-1"),
                  executor(HttpBars.source(config.bars(), other, clock), "worker-2")));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      // Then
      report(provider, took);
      assertThat(outcomes)
          .hasSize(PORTFOLIOS)
          .allMatch(RunOutcome.Completed.class::isInstance, "completed");
      assertThat(provider.given()).hasSize(13).doesNotContainKey("old");
      assertThat(provider.given().values()).extracting(AtomicInteger::get).containsOnly(1);
      assertThat(provider.byStatus()).containsKeys(429, 500);
      assertThat(remarks())
          .containsExactly(
              Map.entry(
                  "The bars of OLD are 5 hours old: the source answers with status 500.",
                  OLD_HOLDERS),
              Map.entry(
                  "The newest bar of LATE is of 2020-06-29: the source had none of 2020-06-30.",
                  250));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static WorkerConfig config(StandInProvider server) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(WorkerConfig.class)
        .withSources(
            new PropertiesConfigSource(
                Map.of(
                    "openbell.worker.bars.kind", "http",
                    "openbell.worker.bars.dialect", "csv",
                    "openbell.worker.bars.base-url", server.base().toString(),
                    "openbell.worker.bars.rate", "20",
                    "openbell.worker.bars.first-delay", "10ms"),
                "test",
                500))
        .build()
        .getConfigMapping(WorkerConfig.class);
  }

  private RunExecutor executor(BarSource bars, String name) {
    return new RunExecutor(
        new RunInputs(bars, store, 1_000),
        store,
        new RunAnnouncements(this::note, _ -> {}),
        alert -> {
          throw new IllegalStateException(alert.toString());
        },
        new Workbench(
            new Engine(new NodeGraph(64 << 20)),
            Executors.newFixedThreadPool(1, Thread.ofPlatform().daemon().factory()),
            Duration.ofMinutes(1),
            new ArtifactFiles(0)),
        Clock.systemUTC(),
        name);
  }

  private void note(Message message) {
    completed.add((RunCompleted) message);
  }

  private static List<RunOutcome> runAll(List<RunExecutor> workers) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<RunOutcome> outcomes = new ArrayList<>();
    try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<RunOutcome>>> work = new ArrayList<>();
      for (RunExecutor worker : workers) {
        for (int hand = 0; hand < JOBS_IN_HAND; hand++) {
          work.add(
              hands.submit(
                  () -> {
                    List<RunOutcome> mine = new ArrayList<>();
                    for (int i = next.getAndIncrement();
                        i < PORTFOLIOS;
                        i = next.getAndIncrement()) {
                      mine.add(worker.execute(job(i), 1));
                    }
                    return mine;
                  }));
        }
      }
      for (Future<List<RunOutcome>> one : work) {
        outcomes.addAll(one.get());
      }
    }
    return outcomes;
  }

  /// One or two good symbols each, every eighth holds LATE as well. 200 hold OLD: the first one, so
  /// that it is looked for from the beginning while the other hands go on, and the last ones.
  private static RunJob job(int i) {
    List<String> symbols =
        Stream.of(
                GOOD.get(i % GOOD.size()),
                i % 3 == 0 ? GOOD.get((i + 5) % GOOD.size()) : "",
                i == 0 || i > PORTFOLIOS - OLD_HOLDERS ? "OLD" : "",
                i % 8 == 0 ? "LATE" : "")
            .filter(symbol -> !symbol.isEmpty())
            .toList();
    PortfolioDefinition definition =
        portfolio(symbols.toArray(String[]::new))
            .from(AS_OF.minusDays(8))
            .indicator(Documents.node("mean", "SMA", Map.of("period", 5 + i % 10)))
            .buy("Crossover", own("Close"), ref("mean"))
            .sell("Crossunder", own("Close"), ref("mean"))
            .build();
    RunRef run =
        RunRef.of(
            new Owner("owner-" + i % 20),
            new PortfolioId("p-" + i),
            new Session("XNYS", AS_OF.plusDays(1)),
            AS_OF,
            "ab".repeat(32),
            1,
            Purpose.SCHEDULED);
    Instant later = Instant.now().plus(Duration.ofHours(6));
    return new RunJob(run, definition, later, later, null, List.of(), null, List.of());
  }

  private Map<String, Integer> remarks() {
    Map<String, Integer> counted = new TreeMap<>();
    completed.forEach(run -> run.remarks().forEach(text -> counted.merge(text, 1, Integer::sum)));
    return counted;
  }

  private void report(RudeProvider provider, Duration took) throws IOException {
    Path file = Path.of("target", "market-data.md");
    Files.createDirectories(file.toAbsolutePath().getParent());
    StringBuilder text = new StringBuilder("# A market open on an empty cache\n\n");
    text.append(
        "%,d portfolios, %d completed, %.1f s%n%n"
            .formatted(PORTFOLIOS, completed.size(), took.toMillis() / 1e3));
    text.append("Answers of the provider by status: ").append(provider.byStatus()).append('\n');
    text.append("Successful answers by symbol: ").append(provider.given()).append("\n\n");
    remarks().forEach((remark, n) -> text.append("- %d times: %s%n".formatted(n, remark)));
    Files.writeString(file, text);
  }
}
