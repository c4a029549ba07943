package openbell.runtime.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import openbell.model.artifact.Manifest;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.artifact.ArtifactStore.Published;
import openbell.runtime.testing.Samples;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What every artifact store must do. A subclass brings a store that is empty for each test.
public abstract class ArtifactStoreContract extends StoreUpkeepContract {
  private static final RunRef RUN = Samples.run(1);
  private static final String PREFIX = ArtifactKeys.runPrefix(RUN);
  private static final Map<String, byte[]> FILES =
      Map.of(
          "result.json", "{\"equity\":1}".getBytes(UTF_8),
          "equity.csv", "Date,Equity\n2018-06-14,1\n".getBytes(UTF_8),
          "chart.svg", "<svg/>".getBytes(UTF_8),
          "trades.csv", new byte[0]);
  private static final Map<String, byte[]> OTHER =
      Map.of("result.json", "{\"equity\":2}".getBytes(UTF_8));

  @Test
  void givesBackWhatWasPublished() {
    // When
    Published published = store().publish(draft("7", FILES));
    // Then
    assertThat(published.divergent()).isFalse();
    Manifest manifest = store().manifest(published.ref());
    assertThat(manifest.files())
        .extracting(Manifest.File::name)
        .containsExactly("chart.svg", "equity.csv", "result.json", "trades.csv");
    manifest.files().forEach(f -> assertThat(store().read(f)).isEqualTo(FILES.get(f.name())));
    assertThat(manifest.configHash()).isEqualTo(RUN.configHash());
  }

  @Test
  void findsTheManifestOfARun() {
    // Given
    Published published = store().publish(draft("7", FILES));
    // When
    var found = store().find(PREFIX);
    // Then
    assertThat(found).contains(published.ref());
  }

  @Test
  void findsNothingBeforeTheManifestIsThere() {
    // When
    var found = store().find(PREFIX);
    // Then
    assertThat(found).isEmpty();
  }

  @Test
  void takesTheSameAttemptAgainAsOnce() throws Exception {
    // Given
    Published first = store().publish(draft("7", FILES));
    List<String> before = keys();
    // When
    Published again = store().publish(draft("7", FILES));
    // Then
    assertThat(again).isEqualTo(first);
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void answersTheFirstManifestToALaterAttemptAndRemovesItsFiles() throws Exception {
    // Given
    Published first = store().publish(draft("7", FILES));
    List<String> before = keys();
    // When
    Published second = store().publish(draft("8", FILES));
    // Then
    assertThat(second).isEqualTo(new Published(first.ref(), false));
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void saysWhenALaterAttemptFoundSomethingElse() throws Exception {
    // Given
    Published first = store().publish(draft("7", FILES));
    List<String> before = keys();
    // When
    Published second = store().publish(draft("8", OTHER));
    // Then
    assertThat(second).isEqualTo(new Published(first.ref(), true));
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void neverReplacesWhatAFenceHasStored() throws Exception {
    // Given
    Published first = store().publish(draft("7", FILES));
    List<String> before = keys();
    // When
    Published other = store().publish(draft("7", OTHER));
    // Then
    assertThat(other).isEqualTo(new Published(first.ref(), true));
    assertThat(keys()).isEqualTo(before);
    store().manifest(first.ref()).files().forEach(store()::read);
  }

  @Test
  void refusesASecondResultOfAFenceThatHasNoManifest() throws Exception {
    // Given
    Published lost = store().publish(draft("7", FILES));
    remove(lost.ref().key());
    // When, Then
    assertFails(FailureReason.DEFECT, () -> store().publish(draft("7", OTHER)));
    assertThat(store().find(PREFIX)).isEmpty();
    // When: the next attempt has a fence of its own
    Published next = store().publish(draft("8", OTHER));
    // Then
    assertThat(next.divergent()).isFalse();
  }

  @Test
  void finishesAnAttemptThatWasCutShortAfterItsFiles() throws Exception {
    // Given
    Published lost = store().publish(draft("7", FILES));
    remove(lost.ref().key());
    // When
    Published published = store().publish(draft("7", FILES));
    // Then
    assertThat(published).isEqualTo(lost);
  }

  @Test
  void keepsBytesUnderTheirOwnName() {
    // Given
    String key = ArtifactKeys.bars("a".repeat(64));
    byte[] bytes = "bars".getBytes(UTF_8);
    // When
    ArtifactRef first = store().put(key, bytes);
    ArtifactRef again = store().put(key, bytes);
    // Then
    assertThat(again).isEqualTo(first);
    assertThat(store().read(first)).isEqualTo(bytes);
  }

  /// F02: the process dies after the files and before the manifest.
  @Test
  void isNotMisledByFilesThatAnAttemptLeftBehind() throws Exception {
    // Given
    Published lost = store().publish(draft("7", FILES));
    remove(lost.ref().key());
    // When
    Published published = store().publish(draft("8", FILES));
    // Then
    assertThat(store().manifest(published.ref()).fence()).isEqualTo("8");
  }

  @Test
  void letsExactlyOneOfManyAttemptsAtOnceWin() throws Exception {
    // Given
    int attempts = 6;
    CyclicBarrier together = new CyclicBarrier(attempts);
    List<Future<Published>> answers = new ArrayList<>();
    // When
    try (ExecutorService executor = Executors.newFixedThreadPool(attempts)) {
      for (int i = 0; i < attempts; i++) {
        String fence = Integer.toString(100 + i);
        answers.add(
            executor.submit(
                () -> {
                  together.await();
                  return store().publish(draft(fence, FILES));
                }));
      }
    }
    // Then
    Published winner = answers.getFirst().get();
    for (Future<Published> answer : answers) {
      assertThat(answer.get()).isEqualTo(winner);
    }
    assertThat(keys()).hasSize(FILES.size() + 1);
  }

  /// F26.
  @Test
  void refusesAFileWithOneWrongByte() throws Exception {
    // Given
    Manifest.File file = publishedFile("result.json");
    overwrite(file.key(), "{\"equity\":9}".getBytes(UTF_8));
    // When, Then
    assertFails(FailureReason.ARTIFACT_CORRUPT, () -> store().read(file));
  }

  @Test
  void refusesAFileThatIsTooShortOrTooLong() throws Exception {
    // Given
    Manifest.File file = publishedFile("result.json");
    for (String content : List.of("", "{\"equity\":1", "{\"equity\":1} ", "x".repeat(100_000))) {
      overwrite(file.key(), content.getBytes(UTF_8));
      // When, Then
      assertFails(FailureReason.ARTIFACT_CORRUPT, () -> store().read(file));
    }
  }

  @Test
  void callsANamedFileThatIsGoneCorruption() throws Exception {
    // Given
    Manifest.File file = publishedFile("equity.csv");
    remove(file.key());
    // When, Then
    assertFails(FailureReason.ARTIFACT_CORRUPT, () -> store().read(file));
  }

  @Test
  void refusesAManifestThatIsNotTheOneReferredTo() throws Exception {
    // Given
    ArtifactRef ref = store().publish(draft("7", FILES)).ref();
    overwrite(ref.key(), "{}".getBytes(UTF_8));
    // When, Then
    assertFails(FailureReason.ARTIFACT_CORRUPT, () -> store().manifest(ref));
  }

  @Test
  void callsAManifestThatIsNotThereMissing() {
    // Given
    ArtifactRef ref = new ArtifactRef(ArtifactKeys.manifest(PREFIX), "0".repeat(64), 10);
    // When, Then
    assertFails(FailureReason.ARTIFACT_MISSING, () -> store().manifest(ref));
  }

  @Test
  void refusesAnOversizedManifest() throws Exception {
    // Given
    ArtifactRef ref = store().publish(draft("7", FILES)).ref();
    overwrite(ref.key(), new byte[300 * 1024]);
    // When, Then
    assertFails(FailureReason.ARTIFACT_CORRUPT, () -> store().find(PREFIX));
  }

  @Test
  void refusesKeysThatAreNotMadeOfIds() {
    for (String key :
        List.of("../secret", "/etc/passwd", "runs/../../x", "runs//x", "runs/a%2fb", "", "A/B")) {
      // Given
      Manifest.File file = new Manifest.File("x", key, 1, "0".repeat(64));
      // When, Then
      assertThatThrownBy(() -> store().read(file)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Manifest.File publishedFile(String name) {
    ArtifactRef ref = store().publish(draft("7", FILES)).ref();
    return store().manifest(ref).files().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFails(FailureReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FailureException.class, e -> assertThat(e.failure().reason()).isEqualTo(reason));
  }

  /// What attempt `fence` of the sample run would publish.
  public static ArtifactDraft draft(String fence, Map<String, byte[]> files) {
    Manifest header =
        new Manifest(
            1,
            RUN.runId(),
            RUN.revision(),
            fence,
            RUN.asOf(),
            RUN.configHash(),
            "d".repeat(64),
            "test",
            List.of(),
            List.of(),
            Instant.parse("2018-06-15T13:30:00Z").plusSeconds(Long.parseLong(fence)));
    return new ArtifactDraft(PREFIX, header, files);
  }

  /// The sample files.
  public static Map<String, byte[]> files() {
    return FILES;
  }
}
