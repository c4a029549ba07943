package openbell.scheduler.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import openbell.model.artifact.Manifest;
import openbell.model.market.BarColumns;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.model.wire.BarCodec;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.jspecify.annotations.Nullable;

/// A run in a store, a book of repetitions in memory, and a worker that does them.
final class RecordedRun implements RepetitionBook {
  static final Instant NOW = Instant.parse("2018-05-11T14:00:00Z");
  private static final LocalDate AS_OF = LocalDate.of(2018, 5, 10);
  private static final PortfolioCodec CODEC = new PortfolioCodec();

  final List<Wish> wishes = new ArrayList<>();
  private final Map<RunId, RunRecord> repetitions = new LinkedHashMap<>();
  private final ArtifactStore store;
  private final PortfolioDefinition definition;
  final Map<String, byte[]> files = new TreeMap<>();
  final RunRecord run;

  RecordedRun(ArtifactStore store, boolean inputs) {
    this.store = store;
    this.definition = sample();
    files.put("definition.json", CODEC.write(definition.withoutRecipients()));
    for (String name : List.of("result.json", "equity.csv", "trades.csv", "chart.svg")) {
      files.put(name, (name + " 123456789").getBytes(StandardCharsets.UTF_8));
    }
    RunRef ref =
        RunRef.of(
            new Owner("ada"),
            new PortfolioId("p-1"),
            new Session("XNYS", AS_OF.plusDays(1)),
            AS_OF,
            CODEC.configHash(definition),
            1,
            Purpose.SCHEDULED);
    this.run = record(ref, RunState.DONE, publish(ref, "1.0", inputs ? bars() : List.of()), null);
  }

  private static PortfolioDefinition sample() {
    Path root = Path.of(System.getProperty("openbell.root", ".."));
    try {
      byte[] bytes = Files.readAllBytes(root.resolve("sample-data/portfolios/golden-cross.json"));
      return ((Parsed.Ok) CODEC.parse(bytes)).definition();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Manifest.Input> bars() {
    List<Manifest.Input> inputs = new ArrayList<>();
    for (String symbol : List.of("AAPL", "SPX")) {
      double price = symbol.length();
      double[][] columns = {{price}, {price + 1}, {price - 1}, {price}, {100}};
      ArtifactRef ref =
          store.put(
              ArtifactKeys.bars(Character.toString('a' + symbol.length()).repeat(64)),
              BarCodec.encode(new BarColumns(new int[] {17_000}, columns)));
      inputs.add(new Manifest.Input(symbol, "csv", ref, null));
    }
    return inputs;
  }

  private ArtifactRef publish(RunRef ref, String engine, List<Manifest.Input> inputs) {
    Manifest header =
        new Manifest(
            1,
            ref.runId(),
            ref.revision(),
            "7",
            AS_OF,
            ref.configHash(),
            "ab".repeat(32),
            engine,
            "calendars-1",
            "2026a",
            "worker-1",
            List.of(),
            inputs,
            List.of(),
            List.of(),
            NOW);
    String prefix = ArtifactKeys.runPrefix(ref);
    return store.publish(new ArtifactStore.ArtifactDraft(prefix, header, files)).ref();
  }

  static ArtifactRef artifact(RunRecord run) {
    return Optional.ofNullable(run.artifact()).orElseThrow();
  }

  /// The worker does everything that was asked for.
  void work(String engine) {
    for (Wish wish : wishes) {
      repetitions.put(
          wish.original(),
          record(wish.run(), RunState.DONE, publish(wish.run(), engine, List.of()), null));
    }
  }

  /// The worker gives everything up.
  void fail(Failure failure) {
    for (Wish wish : wishes) {
      repetitions.put(wish.original(), record(wish.run(), RunState.FAILED, null, failure));
    }
  }

  private static RunRecord record(
      RunRef ref, RunState state, @Nullable ArtifactRef artifact, @Nullable Failure failure) {
    return new RunRecord(ref, "Golden cross", state, NOW, NOW, Duration.ZERO, artifact, failure, 1);
  }

  @Override
  public void request(List<Wish> wanted, Instant at) {
    wishes.addAll(wanted);
    wanted.forEach(
        wish -> repetitions.put(wish.original(), record(wish.run(), RunState.QUEUED, null, null)));
  }

  @Override
  public Map<RunId, RunRecord> newest(Owner owner, Collection<RunId> originals) {
    Map<RunId, RunRecord> found = new LinkedHashMap<>(repetitions);
    found.keySet().retainAll(originals);
    return found;
  }

  @Override
  public Optional<RunRecord> original(Owner owner, RunId repetition) {
    return wishes.stream().anyMatch(wish -> wish.run().runId().equals(repetition))
        ? Optional.of(run)
        : Optional.empty();
  }

  @Override
  public List<RunRecord> completed(Owner owner, Session session, @Nullable RunId after, int limit) {
    return after == null ? List.of(run) : List.of();
  }
}
