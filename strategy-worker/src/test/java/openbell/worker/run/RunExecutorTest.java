package openbell.worker.run;

import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import openbell.model.artifact.Manifest;
import openbell.model.market.Session;
import openbell.model.message.Message;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunOutcome;
import openbell.model.run.RunRef;
import openbell.runtime.alert.Alert;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.worker.engine.Engine;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.market.BarSource;
import openbell.worker.market.LoadedBars;
import openbell.worker.testing.Bars;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunExecutorTest {
  private static final String HASH = "ab".repeat(32);
  private static final LocalDate AS_OF = Bars.FIRST.plusDays(3);

  @TempDir Path directory;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final List<String> steps = new ArrayList<>();
  private final List<Message> results = new ArrayList<>();
  private final List<Message> outcomes = new ArrayList<>();
  private boolean blind;
  private final List<Alert> alerts = new ArrayList<>();
  private BiFunction<String, LocalDate, BarSeries> bars =
      (symbol, through) -> Bars.flat(symbol, 9, 11, 12, 9);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void fetchesEvaluatesStoresAndAnnouncesInThisOrder() {
    // When
    RunOutcome outcome = executor(Duration.ofMinutes(1)).execute(job(Purpose.SCHEDULED), 7);
    // Then
    assertThat(outcome).isInstanceOf(RunOutcome.Completed.class);
    assertThat(steps).containsExactly("fetch AAA", "store", "results", "outcomes");
    assertThat(results).isEqualTo(outcomes).hasSize(1);
    RunCompleted completed = (RunCompleted) results.getFirst();
    ArtifactStore store = new FileArtifactStore(directory);
    Manifest manifest = store.manifest(completed.artifact());
    assertThat(manifest.files())
        .extracting(Manifest.File::name)
        .containsExactlyInAnyOrder(
            "result.json",
            "equity.csv",
            "trades.csv",
            "signals.csv",
            "chart.svg",
            "definition.json");
    assertThat(manifest.fence()).isEqualTo("7");
    assertThat(manifest.asOf()).isEqualTo(AS_OF);
    assertThat(manifest.bars()).hasSize(1);
    assertThat(manifest.dataHash()).matches("[0-9a-f]{64}");
    Map<String, byte[]> stored = new TreeMap<>();
    manifest.files().forEach(file -> stored.put(file.name(), store.read(file)));
    // The same definition and bars, evaluated elsewhere, give the same bytes.
    ArtifactFiles.of(
            new Engine().run(definition(), HASH, BarSet.of(bars.apply("AAA", AS_OF)), AS_OF))
        .forEach((name, bytes) -> assertThat(stored.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void isTheSameRunWhenItIsDoneAgain() {
    RunExecutor executor = executor(Duration.ofMinutes(1));
    RunOutcome first = executor.execute(job(Purpose.SCHEDULED), 7);
    RunOutcome second = executor.execute(job(Purpose.SCHEDULED), 8);
    assertThat(second).isEqualTo(first);
    assertThat(alerts).isEmpty();
  }

  @Test
  void onlyAnnouncesARunThatHasItsResultAlready() {
    // Given
    RunExecutor executor = executor(Duration.ofMinutes(1));
    RunOutcome first = executor.execute(job(Purpose.SCHEDULED), 7);
    steps.clear();
    // When
    RunOutcome second = executor.execute(job(Purpose.SCHEDULED), 8);
    // Then
    assertThat(second).isEqualTo(first);
    assertThat(steps).containsExactly("results", "outcomes");
  }

  @Test
  void alertsWhenARepetitionFindsSomethingElse() {
    RunExecutor executor = executor(Duration.ofMinutes(1));
    RunOutcome first = executor.execute(job(Purpose.SCHEDULED), 7);
    bars = (symbol, through) -> Bars.flat(symbol, 9, 11, 12, 10);
    // Both looked for a result before either had stored one.
    blind = true;
    RunOutcome second = executor(Duration.ofMinutes(1)).execute(job(Purpose.SCHEDULED), 8);
    assertThat(second).isEqualTo(first);
    assertThat(alerts).hasSize(1);
    assertThat(alerts.getFirst().reason()).isEqualTo(FailureReason.ARTIFACT_CORRUPT);
  }

  @Test
  void saysWhyBarsAreMissingAndStoresNothing() {
    bars =
        (symbol, through) -> {
          throw FailureException.of(FailureReason.MARKET_DATA_UNAVAILABLE, "no bars of " + symbol);
        };
    RunOutcome outcome = executor(Duration.ofMinutes(1)).execute(job(Purpose.SCHEDULED), 7);
    assertThat(outcome)
        .isEqualTo(
            new RunOutcome.Failed(
                new Failure(FailureReason.MARKET_DATA_UNAVAILABLE, "no bars of AAA")));
    assertThat(steps).containsExactly("fetch AAA");
  }

  @Test
  void doesNotSpeakAboutASessionWhoseBarsAreNotThereYet() {
    bars = (symbol, through) -> Bars.flat(symbol, 9, 11, 12);
    RunExecutor executor = executor(Duration.ofMinutes(1));
    assertThat(executor.execute(job(Purpose.SCHEDULED), 7))
        .asInstanceOf(type(RunOutcome.Failed.class))
        .extracting(failed -> failed.failure().reason())
        .isEqualTo(FailureReason.STALE_MARKET_DATA);
    assertThat(executor.execute(job(Purpose.PREVIEW), 7)).isInstanceOf(RunOutcome.Completed.class);
  }

  @Test
  void stopsARunThatTakesTooLong() throws InterruptedException {
    // Given: a source that never answers, until it is interrupted
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch ended = new CountDownLatch(1);
    bars =
        (symbol, through) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.set(true);
          } finally {
            ended.countDown();
          }
          throw new IllegalStateException("interrupted");
        };
    // When
    RunOutcome outcome = executor(Duration.ofMillis(50)).execute(job(Purpose.MANUAL), 7);
    // Then
    assertThat(outcome)
        .asInstanceOf(type(RunOutcome.Failed.class))
        .extracting(failed -> failed.failure().reason())
        .isEqualTo(FailureReason.RUN_TOO_LONG);
    assertThat(ended.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted).isTrue();
  }

  private RunExecutor executor(Duration deadline) {
    FileArtifactStore files = new FileArtifactStore(directory);
    BarSource source =
        query -> {
          steps.add("fetch " + query.symbol());
          BarSeries series = bars.apply(query.symbol(), query.through());
          int end = series.lastAtOrBefore(query.through().toEpochDay()) + 1;
          return LoadedBars.of(series.slice(0, end), "test");
        };
    ArtifactStore recording = new Recording(files);
    return new RunExecutor(
        new RunInputs(source, recording, 1_000),
        recording,
        new RunAnnouncements(
            message -> {
              steps.add("results");
              results.add(message);
            },
            message -> {
              steps.add("outcomes");
              outcomes.add(message);
            }),
        alerts::add,
        new Workbench(new Engine(), threads, deadline, new ArtifactFiles(0)),
        Clock.fixed(Instant.parse("2020-01-10T14:30:00Z"), ZoneOffset.UTC),
        "worker-1");
  }

  private final class Recording implements ArtifactStore {
    private final ArtifactStore files;

    Recording(ArtifactStore files) {
      this.files = files;
    }

    @Override
    public Published publish(ArtifactDraft draft) {
      steps.add("store");
      return files.publish(draft);
    }

    @Override
    public Manifest manifest(ArtifactRef ref) {
      return files.manifest(ref);
    }

    @Override
    public ArtifactRef put(String key, byte[] bytes) {
      return files.put(key, bytes);
    }

    @Override
    public byte[] read(ArtifactRef ref) {
      return files.read(ref);
    }

    @Override
    public byte[] read(Manifest.File file) {
      return files.read(file);
    }

    @Override
    public java.util.Optional<ArtifactRef> find(String runPrefix) {
      return blind ? java.util.Optional.empty() : files.find(runPrefix);
    }
  }

  private static PortfolioDefinition definition() {
    return portfolio("AAA")
        .buy("GreaterThan", own("Close"), constant(10))
        .sell("LessThan", own("Close"), constant(10))
        .column("price", own("Close"))
        .build();
  }

  private static RunJob job(Purpose purpose) {
    RunRef run =
        RunRef.of(
            new Owner("local"),
            new PortfolioId("p-1"),
            new Session("XNYS", AS_OF.plusDays(1)),
            AS_OF,
            HASH,
            1,
            purpose);
    return new RunJob(run, definition(), Instant.parse("2020-01-10T14:40:00Z"));
  }
}
