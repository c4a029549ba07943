package openbell.signal.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import openbell.model.artifact.Manifest;
import openbell.model.portfolio.Costs;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalAction;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.artifact.adapter.FileArtifactStore;
import openbell.signal.derive.Evidence;
import openbell.signal.derive.Results;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRunReaderTest {
  private static final String DEFINITION =
      """
      {"name": "Golden cross", "symbols": [{"symbol": "AAPL"}], "start_date": "2013-05-13",
       "commission": {"rate": 0.001, "min": 1},
       "strategy_definition": {
         "trade_strategy": {"indicators": [], "signals": [{"id": "buy", "type": "Always"}],
           "outputs": {"buy_signal": "buy"}},
         "capital_strategy": {"name": "PercentCapitalStrategy",
           "params": {"initial_capital": 1000, "percents": 90}}}}
      """;

  @TempDir Path directory;

  private StoredRunReader reader;
  private ArtifactRef ref;

  @BeforeEach
  void publish() {
    FileArtifactStore store = new FileArtifactStore(directory);
    reader = new StoredRunReader(store);
    RunRef run = Results.run();
    var standing = Results.standing(SignalAction.HOLD, Results.DAY, 1, 1, true);
    Manifest header =
        new Manifest(
            1,
            run.runId(),
            1,
            "1",
            run.asOf(),
            run.configHash(),
            "da7a",
            "0.1.0",
            List.of(),
            List.of(),
            Instant.EPOCH);
    Map<String, byte[]> files =
        Map.of(
            "result.json", new ArtifactCodec().encode(Results.result(Results.DAY, standing)),
            "definition.json", DEFINITION.getBytes(StandardCharsets.UTF_8));
    ref = store.publish(new ArtifactDraft(ArtifactKeys.runPrefix(run), header, files)).ref();
  }

  @Test
  void readsTheResultWithItsManifestAndTheCostsThatRan() {
    // When
    Evidence evidence = reader.read(ref);
    // Then
    assertThat(evidence.manifest()).isNotNull();
    assertThat(evidence.dataHash()).isEqualTo("da7a");
    assertThat(evidence.result().name()).isEqualTo("Golden cross");
    assertThat(reader.costs(ref)).contains(new Costs(0.001, 0, 1, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"result.json", "manifest.json"})
  void refusesBytesThatAreNotTheOnesThatWereNamed(String file) throws IOException {
    // Given one digit of the weight, or of the hash, is another
    Path stored = find(file);
    String text = Files.readString(stored);
    Files.writeString(stored, text.replaceFirst("1", "2"));
    // When, then
    assertThatThrownBy(() -> reader.read(ref))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.ARTIFACT_CORRUPT));
  }

  private Path find(String file) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
    }
  }
}
