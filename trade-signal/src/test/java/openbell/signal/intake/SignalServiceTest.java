package openbell.signal.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest;
import openbell.model.message.RunCompleted;
import openbell.model.portfolio.Recipient;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalAction;
import openbell.model.wire.ArtifactCodec;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.NewJob;
import openbell.runtime.testing.Backends;
import openbell.signal.derive.Results;
import org.junit.jupiter.api.Test;

/// The whole service: a run result becomes a signal and a notification on the next queue.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(SignalServiceTest.AsAnna.class)
class SignalServiceTest {
  @Inject JobQueues queues;
  @Inject ArtifactStore store;

  /// A caller on this machine, and a folder of the test's own.
  public static final class AsAnna implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "openbell.security.local-owner", "anna",
          "openbell.artifact.directory", "target/service/artifacts");
    }
  }

  @Test
  void turnsAResultIntoASignalAndANotification() {
    // Given
    RunRef run = Results.run();
    RunCompleted result =
        new RunCompleted(
            run,
            publish(run),
            List.of(new Recipient("anna@example.com", Recipient.Preference.ON_CHANGE, "en")),
            Duration.ofSeconds(1));
    byte[] message =
        new MessageCodec().encode(new Envelope(result.key(), Instant.EPOCH, null, result));
    // When
    queues
        .named("run-results")
        .enqueue(List.of(NewJob.of("run-completed-" + result.key(), "anna", 5, 3, message)));
    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                given()
                    .get("/api/v1/signals?session=XNYS:2018-05-11")
                    .then()
                    .statusCode(200)
                    .body("outcome", hasItem("SIGNAL")));
    given()
        .get("/api/v1/signals/p-1")
        .then()
        .statusCode(200)
        .body("signals[0].changes[0].letter", equalTo("B"))
        .body("subscriptions[0].receives", equalTo(true));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(queues.named("notifications").depth().ready()).isEqualTo(1));
    given().get("/api/v1/signals/p-2").then().statusCode(404);
    given().get("/api/v1/signals?session=tomorrow").then().statusCode(400);
  }

  private ArtifactRef publish(RunRef run) {
    var standing = Results.standing(SignalAction.ENTER, Results.DAY, 0, 1, false);
    byte[] json = new ArtifactCodec().encode(Results.result(Results.DAY, standing));
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
    return store
        .publish(
            new ArtifactDraft(ArtifactKeys.runPrefix(run), header, Map.of("result.json", json)))
        .ref();
  }
}
