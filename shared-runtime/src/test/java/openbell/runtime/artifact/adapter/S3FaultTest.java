package openbell.runtime.artifact.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.artifact.ArtifactStore.Published;
import openbell.runtime.artifact.ArtifactStoreContract;
import openbell.runtime.artifact.StoreHealth;
import openbell.runtime.artifact.WatchedArtifactStore;
import openbell.runtime.artifact.adapter.FaultyS3.Fault;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/// F24 and F25: what a store may answer on a bad day, from a small server with a script.
class S3FaultTest {
  private final List<Integer> pauses = new ArrayList<>();
  private FaultyS3 server;
  private S3Client client;
  private S3ArtifactStore store;

  @BeforeEach
  void start() throws IOException {
    server = new FaultyS3();
    client = S3TestClient.impatient(server.endpoint());
    store = new S3ArtifactStore(client, "bucket", pauses::add);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = Mode.MATCH_NONE,
      names = {"READ_.*", "TAKEN_.*"})
  void publishesOneCompleteArtifactWhateverHappensToTheManifest(Fault fault) {
    // Given
    store.probe();
    server.script.add(fault);
    // When
    Published published = publish("7");
    // Then
    assertThat(server.script).as("the fault was seen").isEmpty();
    assertThat(published.divergent()).isFalse();
    assertThat(store.manifest(published.ref()).fence()).isEqualTo("7");
    store.manifest(published.ref()).files().forEach(store::read);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"READ_INTERNAL", "READ_TOO_MANY", "READ_CUT_SHORT", "READ_RESET"})
  void readsAManifestWhateverHappensToTheAnswer(Fault fault) {
    // Given
    Published published = publish("7");
    server.script.add(fault);
    // When
    String fence = store.manifest(published.ref()).fence();
    // Then
    assertThat(server.script).as("the fault was seen").isEmpty();
    assertThat(fence).isEqualTo("7");
  }

  @Test
  void callsAnAnswerThatAlwaysEndsEarlyUnavailableAndNotCorrupt() {
    // Given
    Published published = publish("7");
    server.script.addAll(Collections.nCopies(100, Fault.READ_CUT_SHORT));
    // When, Then
    assertFails(FailureReason.STORE_UNAVAILABLE, () -> store.manifest(published.ref()));
    assertThat(pauses).containsExactly(1, 2, 3, 4);
  }

  @Test
  void repeatsAConflictWithAPause() {
    // Given
    store.probe();
    server.script.addAll(List.of(Fault.CONFLICT, Fault.CONFLICT));
    // When
    publish("7");
    // Then
    assertThat(pauses).containsExactly(1, 2);
  }

  @Test
  void givesUpAConflictThatNeverEnds() {
    // Given
    store.probe();
    server.script.addAll(Collections.nCopies(100, Fault.CONFLICT));
    // When, Then
    assertFails(FailureReason.STORE_UNAVAILABLE, () -> publish("7"));
    assertThat(pauses).hasSize(4);
  }

  /// No manifest may name a missing object: an answer that cannot be true makes none.
  @Test
  void saysMissingWhenTheManifestThatIsSaidToBeThereIsNot() {
    // Given
    store.probe();
    server.script.add(Fault.TAKEN_WITHOUT_REASON);
    // When, Then
    assertFails(FailureReason.ARTIFACT_MISSING, () -> publish("7"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 304})
  void refusesAStoreThatDoesNotAnswerAConditionWith412(int status) {
    // Given
    server.takenStatus = status;
    // When, Then
    assertThatThrownBy(store::probe)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("If-None-Match");
    assertThatThrownBy(() -> publish("7")).isInstanceOf(IllegalStateException.class);
    assertThat(server.objects.keySet()).containsExactly("probes/conditional-write");
  }

  @Test
  void takesA304FromAStoreThatChangedForATakenKey() {
    // Given
    Published first = publish("7");
    server.takenStatus = 304;
    // When
    Published second = publish("8");
    // Then
    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 429, 500, 503})
  void callsAStoreThatRefusesUnavailable(int status) {
    // Given
    server.answerEverything = status;
    // When, Then
    assertFails(FailureReason.STORE_UNAVAILABLE, () -> publish("7"));
  }

  /// F25: every call ends by itself, so that the queue's back-off decides when to ask again.
  @Test
  void isDegradedWhileTheStoreIsDownAndWellAfterwards() {
    // Given
    List<Alert> alerts = new ArrayList<>();
    StoreHealth health = new StoreHealth(alerts::add);
    WatchedArtifactStore watched = new WatchedArtifactStore(store, health, () -> {});
    server.answerEverything = 503;
    // When
    for (int i = 0; i < 3; i++) {
      assertFails(FailureReason.STORE_UNAVAILABLE, () -> watched.find("runs/anna"));
    }
    // Then
    assertThat(FailureReason.STORE_UNAVAILABLE.retry()).isEqualTo(FailureReason.Retry.WHEN_BACK);
    assertThat(health.degraded()).isTrue();
    assertThat(alerts).as("once per outage").hasSize(1);
    assertThat(server.requests).as("three tries per call").hasSize(9);
    // When
    server.answerEverything = 0;
    watched.publish(ArtifactStoreContract.draft("7", ArtifactStoreContract.files()));
    // Then
    assertThat(health.degraded()).isFalse();
  }

  @Test
  void callsAStoreThatIsNotThereUnavailable() {
    // Given
    server.close();
    // When, Then
    assertFails(FailureReason.STORE_UNAVAILABLE, () -> store.find("runs/anna"));
  }

  @Test
  void sendsAChecksumThatEveryStoreKnowsAndNoTrailer() {
    // When
    publish("7");
    // Then
    assertThat(server.headers).allMatch(h -> h.contains("x-amz-checksum-sha256="));
    assertThat(server.headers)
        .noneMatch(h -> h.contains("aws-chunked") || h.contains("trailer") || h.contains("expect"));
  }

  private Published publish(String fence) {
    return store.publish(ArtifactStoreContract.draft(fence, ArtifactStoreContract.files()));
  }

  private static void assertFails(FailureReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FailureException.class, e -> assertThat(e.failure().reason()).isEqualTo(reason));
  }
}
