package openbell.model.wire;

import static openbell.model.wire.Documents.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactCodecTest {
  private final ArtifactCodec codec = new ArtifactCodec();

  @Test
  void writesAResultAsItAlwaysDid() {
    // When
    byte[] bytes = codec.encode(Samples.artifactWithTables());

    // Then
    Golden.check("result-2.json", bytes);
  }

  @Test
  void readsAResultThatWasWrittenBeforeItHadTables() {
    // When
    RunArtifact old = codec.artifact(Golden.read("result.json"));

    // Then
    assertThat(old.trades()).isEqualTo(Samples.artifact().trades());
    assertThat(old.missing()).isEmpty();
    assertThat(old.drawdowns()).isEmpty();
    assertThat(old.years()).isEmpty();
    assertThat(old.startYears()).isEmpty();
    assertThat(old.contributions()).isEmpty();
  }

  @Test
  void readsBackTheTables() {
    // Given
    byte[] bytes = codec.encode(Samples.artifactWithTables());

    // When
    RunArtifact artifact = codec.artifact(bytes);

    // Then
    assertThat(artifact.missing()).isEqualTo(Samples.artifactWithTables().missing());
    assertThat(artifact.drawdowns()).isEqualTo(Samples.artifactWithTables().drawdowns());
    assertThat(artifact.years()).isEqualTo(Samples.artifactWithTables().years());
    assertThat(artifact.startYears()).isEqualTo(Samples.artifactWithTables().startYears());
    assertThat(artifact.contributions()).isEqualTo(Samples.artifactWithTables().contributions());
  }

  @Test
  void writesAManifestAsItAlwaysDid() {
    // When
    byte[] bytes = codec.encode(Samples.manifest());

    // Then
    Golden.check("manifest-2.json", bytes);
  }

  @Test
  void readsAManifestThatNamesNoInputs() {
    // When
    Manifest old = codec.manifest(Golden.read("manifest.json"));

    // Then
    assertThat(old.files()).isEqualTo(Samples.manifest().files());
    assertThat(old.inputs()).isEmpty();
    assertThat(old.remarks()).isEmpty();
    assertThat(old.calendarVersion()).isNull();
  }

  @Test
  void writesAResultLikeEverythingElse() {
    for (RunArtifact artifact : List.of(Samples.artifact(), Samples.artifactWithTables())) {
      // When
      byte[] bytes = codec.encode(artifact);

      // Then
      assertThat(new String(bytes, StandardCharsets.UTF_8))
          .isEqualTo(CanonicalJson.text(WireJson.messages().valueToTree(artifact)));
    }
  }

  @Test
  void readsBackWhatItWrote() {
    // Given
    byte[] bytes = codec.encode(Samples.artifact());

    // When
    RunArtifact artifact = codec.artifact(bytes);

    // Then
    assertThat(artifact.today()).isEqualTo(Samples.artifact().today());
    assertThat(artifact.trades()).isEqualTo(Samples.artifact().trades());
    assertThat(artifact.notes()).isEqualTo(Samples.artifact().notes());
    assertThat(codec.encode(artifact)).isEqualTo(bytes);
  }

  @Test
  void leavesOutWhatCouldNotBeFormed() {
    // When
    RunArtifact artifact = codec.artifact(codec.encode(Samples.artifact()));

    // Then
    assertThat(artifact.metrics()).containsOnlyKeys("sharpe", "cagr", "turnover");
    assertThat(artifact.today().getLast().close()).isNaN();
    assertThat(new String(codec.encode(Samples.artifact()), StandardCharsets.UTF_8))
        .doesNotContain("NaN");
  }

  @Test
  void readsBackAManifest() {
    // When
    Manifest manifest = codec.manifest(codec.encode(Samples.manifest()));

    // Then
    assertThat(manifest).isEqualTo(Samples.manifest());
  }

  @Test
  void doesNotDependOnTheOrderOfAMap() {
    // Given
    Map<String, Double> forth = new LinkedHashMap<>();
    Map<String, Double> back = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forth.put("m" + i, (double) i);
      back.put("m" + (19 - i), (double) (19 - i));
    }

    // When
    byte[] bytes = codec.encode(withMetrics(forth));

    // Then
    assertThat(bytes).isEqualTo(codec.encode(withMetrics(back)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{}", "{\"schema\":", "{\"asOf\":\"yesterday\"}", "\u0000"})
  void callsGarbageCorrupt(String garbage) {
    assertThatThrownBy(() -> codec.artifact(bytes(garbage)))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.ARTIFACT_CORRUPT));
    assertThatThrownBy(() -> codec.manifest(bytes(garbage)))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.ARTIFACT_CORRUPT));
  }

  private static RunArtifact withMetrics(Map<String, Double> metrics) {
    RunArtifact a = Samples.artifact();
    return new RunArtifact(
        a.name(),
        a.code(),
        a.currency(),
        a.startDate(),
        a.asOf(),
        a.configHash(),
        a.engineVersion(),
        a.today(),
        a.equity(),
        a.cash(),
        metrics,
        a.benchmarkMetrics(),
        a.trades(),
        a.findings(),
        a.notes(),
        a.data());
  }
}
