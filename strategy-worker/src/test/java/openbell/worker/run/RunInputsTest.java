package openbell.worker.run;

import static openbell.worker.testing.Documents.capital;
import static openbell.worker.testing.Documents.constant;
import static openbell.worker.testing.Documents.own;
import static openbell.worker.testing.Documents.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.Manifest.Input;
import openbell.model.market.Session;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunOutcome;
import openbell.model.run.RunRef;
import openbell.model.wire.BarCsv;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.worker.adapter.CsvBarSource;
import openbell.worker.engine.Engine;
import openbell.worker.market.BarSource;
import openbell.worker.market.LoadedBars;
import openbell.worker.testing.Bars;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the data gate let through is what a repetition sees.
class RunInputsTest {
  private static final LocalDate AS_OF = Bars.FIRST.plusDays(4);

  @TempDir Path directory;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void repeatsARunThatLeftASymbolOut() {
    // Given a symbol with a corrupt file
    BarSource corrupt =
        query -> {
          if (query.symbol().equals("AAA")) {
            throw FailureException.of(FailureReason.INVALID_MARKET_DATA, "AAA.csv line 2: no date");
          }
          return LoadedBars.of(Bars.flat(query.symbol(), 9, 11, 12, 9, 12), "test");
        };
    ArtifactRef first = run(corrupt, null);
    Manifest manifest = store().manifest(first);
    assertThat(manifest.inputs()).extracting(Input::symbol).containsExactly("BBB");
    assertThat(manifest.remarks())
        .containsExactly("No signal for AAA because AAA.csv line 2: no date.");
    assertThat(manifest.configHash()).isEqualTo("ab".repeat(32));
    // When
    Map<String, String> repeated = files(run(corrupt, first));
    // Then
    assertThat(repeated).isEqualTo(files(first));
    assertThat(repeated.get("definition.json")).contains("BBB").doesNotContain("AAA");
  }

  @Test
  void repeatsARunOnTheBarsThatWereLeftAfterACut() {
    // Given a symbol that looks split on the last day
    BarSource split =
        query -> {
          double last = query.symbol().equals("AAA") ? 3 : 13;
          return LoadedBars.of(Bars.flat(query.symbol(), 9, 11, 12, 12, last), "test");
        };
    ArtifactRef first = run(split, null);
    assertThat(store().manifest(first).remarks().getFirst())
        .startsWith("No signal for AAA after 2020-01-09: the price fell to a quarter");
    // When, Then
    assertThat(files(run(split, first))).isEqualTo(files(first));
    assertThat(files(first).get("signals.csv"))
        .contains("2020-01-10,BBB")
        .doesNotContain("2020-01-10,AAA");
  }

  @Test
  void goesOnWithoutASymbolThatHasNoBarsAnywhere() throws IOException {
    // Given: own bars of AAA were deleted, and the directory never had any
    Path bars = Files.createDirectory(directory.resolve("files"));
    List<String> lines = new ArrayList<>(List.of(BarCsv.HEADER));
    for (int t = 0; t < 5; t++) {
      lines.add(Bars.FIRST.plusDays(t) + ",10,11,9,10,100");
    }
    Files.write(bars.resolve("BBB.csv"), lines);
    // When
    ArtifactRef done = run(new CsvBarSource(bars, 1_000), null);
    // Then
    assertThat(store().manifest(done).remarks())
        .containsExactly(
            "No signal for AAA because there are no bars of AAA: the source does not know it.");
  }

  private FileArtifactStore store() {
    return new FileArtifactStore(directory);
  }

  private Map<String, String> files(ArtifactRef ref) {
    Map<String, String> files = new TreeMap<>();
    for (Manifest.File file : store().manifest(ref).files()) {
      files.put(file.name(), new String(store().read(file), StandardCharsets.UTF_8));
    }
    return files;
  }

  private ArtifactRef run(BarSource source, ArtifactRef repeats) {
    FileArtifactStore store = store();
    RunExecutor executor =
        new RunExecutor(
            new RunInputs(source, store, 1_000),
            store,
            new RunAnnouncements(_ -> {}, _ -> {}),
            _ -> {},
            new Workbench(new Engine(), threads, Duration.ofMinutes(1), new ArtifactFiles(0)),
            Clock.fixed(Instant.parse("2020-01-11T14:30:00Z"), ZoneOffset.UTC),
            "worker-1");
    Purpose purpose = repeats == null ? Purpose.SCHEDULED : Purpose.PREVIEW;
    RunRef run =
        RunRef.of(
            new Owner("local"),
            new PortfolioId("p-1"),
            new Session("XNYS", AS_OF.plusDays(1)),
            AS_OF,
            "ab".repeat(32),
            1,
            purpose);
    Instant due = Instant.parse("2020-01-11T14:40:00Z");
    RunJob job = new RunJob(run, definition(), due, null, null, List.of(), repeats, List.of());
    return ((RunOutcome.Completed) executor.execute(job, 1)).artifact();
  }

  private static PortfolioDefinition definition() {
    return portfolio("AAA", "BBB")
        .buy("GreaterThan", own("Close"), constant(10))
        .sell("LessThan", own("Close"), constant(10))
        .capital(
            capital("PercentCapitalStrategy", Map.of("initial_capital", 100_000, "percents", 50)))
        .build();
  }
}
