package openbell.worker.run;

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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import openbell.model.artifact.Manifest;
import openbell.model.market.Session;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Purpose;
import openbell.model.run.RunOutcome;
import openbell.model.run.RunRef;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.worker.adapter.CsvBarSource;
import openbell.worker.engine.Engine;
import openbell.worker.market.BarSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run that is done again on what it recorded writes the same bytes, whatever the sources say by
/// then.
class RepetitionTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("openbell.root", "..")).resolve("sample-data");
  private static final LocalDate AS_OF = LocalDate.of(2018, 5, 9);
  private static final PortfolioCodec CODEC = new PortfolioCodec();
  private static final String START = "{\n  \"name\"";

  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @TempDir Path directory;

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void writesTheSameBytesForEverySampleDocument() throws IOException {
    // Given: every document as it is, and some with what may read bars in another way
    Map<String, String> documents = new TreeMap<>();
    for (String folder : List.of("portfolios", "strategies")) {
      try (Stream<Path> files = Files.list(SAMPLES.resolve(folder))) {
        for (Path file : files.toList()) {
          documents.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    String two = documents.getOrDefault("two-asset-momentum.json", "");
    String filter = documents.getOrDefault("trend-with-market-filter.json", "");
    documents.put("intersection", with(two, "\"execution\":{\"calendar\":\"intersection\"}"));
    documents.put("warm", with(two, "\"execution\":{\"warmup_bars\":400}"));
    documents.put("cut", with(filter, "\"execution\":{\"calendar\":\"intersection\"}"));
    documents.put(
        "ended", two.replaceFirst("\"end_date\": \"[^\"]+\"", "\"end_date\": \"2017-03-06\""));
    assertThat(documents).hasSizeGreaterThan(18);
    // When, Then
    documents.forEach(this::repeat);
  }

  private static String with(String document, String member) {
    assertThat(document).startsWith(START).doesNotContain("\"execution\"");
    return document.replace(START, "{" + member + ",\n  \"name\"");
  }

  private void repeat(String name, String document) {
    FileArtifactStore store = new FileArtifactStore(directory.resolve(name.replace('.', '-')));
    PortfolioDefinition definition = parsed(name, document.getBytes(StandardCharsets.UTF_8));
    RunRef run = run(definition, Purpose.SCHEDULED);
    ArtifactRef first =
        done(
            name,
            executor(store, new CsvBarSource(SAMPLES.resolve("bars"), 100_000)),
            job(run, definition, null));
    Manifest original = store.manifest(first);
    // When: another process with nothing but the record, and a source that has nothing any more
    BarSource none =
        query -> {
          throw new AssertionError("a repetition asks for " + query.symbol());
        };
    PortfolioDefinition recorded = parsed(name, read(store, original, "definition.json"));
    RunRef again = run(recorded, Purpose.PREVIEW);
    ArtifactRef second = done(name, executor(store, none), job(again, recorded, first));
    // Then
    Manifest repeated = store.manifest(second);
    assertThat(CODEC.configHash(recorded)).as(name).isEqualTo(original.configHash());
    assertThat(hashes(repeated)).as(name).isEqualTo(hashes(original)).hasSize(6);
    assertThat(repeated.dataHash()).as(name).isEqualTo(original.dataHash());
    assertThat(repeated.inputs()).as(name).isEqualTo(original.inputs()).isNotEmpty();
    assertThat(second.key()).startsWith("previews/ada/" + again.runId().value() + "/");
  }

  private static PortfolioDefinition parsed(String name, byte[] document) {
    Parsed parsed = CODEC.parse(document);
    assertThat(parsed).as(name).isInstanceOf(Parsed.Ok.class);
    return ((Parsed.Ok) parsed).definition();
  }

  private static byte[] read(ArtifactStore store, Manifest manifest, String name) {
    Optional<Manifest.File> file =
        manifest.files().stream().filter(one -> one.name().equals(name)).findFirst();
    return store.read(file.orElseThrow());
  }

  private static Map<String, String> hashes(Manifest manifest) {
    Map<String, String> hashes = new TreeMap<>();
    manifest.files().forEach(file -> hashes.put(file.name(), file.sha256()));
    return hashes;
  }

  private static ArtifactRef done(String name, RunExecutor executor, RunJob job) {
    RunOutcome outcome = executor.execute(job, 7);
    assertThat(outcome).as(name).isInstanceOf(RunOutcome.Completed.class);
    return ((RunOutcome.Completed) outcome).artifact();
  }

  private RunExecutor executor(ArtifactStore store, BarSource source) {
    List<Object> told = new ArrayList<>();
    return new RunExecutor(
        new RunInputs(source, store, 1_000),
        store,
        new RunAnnouncements(told::add, told::add),
        told::add,
        new Workbench(new Engine(), threads, Duration.ofMinutes(1), new ArtifactFiles(0)),
        Clock.fixed(Instant.parse("2018-05-10T14:30:00Z"), ZoneOffset.UTC),
        "worker-1");
  }

  private static RunRef run(PortfolioDefinition definition, Purpose purpose) {
    return RunRef.of(
        new Owner("ada"),
        new PortfolioId("p-1"),
        new Session("XNYS", AS_OF.plusDays(1)),
        AS_OF,
        CODEC.configHash(definition),
        1,
        purpose);
  }

  private static RunJob job(
      RunRef run, PortfolioDefinition definition, @Nullable ArtifactRef repeats) {
    Instant deadline = Instant.parse("2018-05-10T14:40:00Z");
    return new RunJob(
        run, definition, deadline, null, null, List.of(), repeats, List.of("Caught up."));
  }
}
