package openbell.notification.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

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
import openbell.model.message.NotificationRequested;
import openbell.model.run.ArtifactRef;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.notification.render.Letters;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.NewJob;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

/// The whole service: a message on the queue becomes a mail that its owner can read.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(MailboxServiceTest.AsAnna.class)
class MailboxServiceTest {
  static final String BENS_KEY = "ob_live_a1b2c3d4_0123456789abcdefghijABCDEFGHIJ01";

  @Inject JobQueues queues;
  @Inject ArtifactStore store;

  /// A caller on this machine, and folders of the test's own.
  public static final class AsAnna implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "openbell.security.local-owner", "anna",
          "openbell.security.operators", "anna",
          "openbell.security.bootstrap-owner", "ben",
          "openbell.security.bootstrap-key", BENS_KEY,
          "openbell.ses-events.topic", "arn:aws:sns:eu-west-1:123456789012:openbell",
          "openbell.artifact.directory", "target/service/artifacts",
          "openbell.notification.mailbox", "target/service/mailbox");
    }
  }

  @Test
  void turnsAMessageIntoAMailThatItsOwnerCanRead() {
    // Given
    NotificationRequested request = Letters.of(Letters.sell().run(), Letters.sellReport(publish()));
    byte[] message =
        new MessageCodec().encode(new Envelope(request.key(), Instant.EPOCH, null, request));
    // When
    queues
        .named("notifications")
        .enqueue(List.of(job("notification-requested-" + request.key(), message)));
    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                given()
                    .get("/api/v1/mailbox")
                    .then()
                    .statusCode(200)
                    .body("standing", hasItem("Written")));
    String id = given().get("/api/v1/mailbox").path("[0].id");
    given().get("/mailbox").then().statusCode(200).body(containsString("AAPL: SELL today"));
    given().get("/mailbox/" + id).then().statusCode(200).body(containsString("/mailbox/" + id));
    given()
        .get("/mailbox/" + id + "/body")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .body(containsString("data:image/png;base64,"));
    isFoundAndSentAgainOnPurpose(id);
    given().get("/api/v1/mailbox/nobody").then().statusCode(404).body("status", equalTo(404));
  }

  /// The second half of the story.
  private void isFoundAndSentAgainOnPurpose(String id) {
    given().get("/mailbox?q=aapl&state=ACCEPTED").then().statusCode(200).body(containsString(id));
    given()
        .get("/mailbox?q=100%25&session=2018-05-11")
        .then()
        .statusCode(200)
        .body(containsString("No mail matches"));
    given().get("/api/v1/mailbox?state=lost").then().statusCode(400);
    given()
        .get("/api/v1/mailbox/" + id)
        .then()
        .body("exact", equalTo(true))
        .body("history.state", equalTo(List.of("PENDING", "SENDING", "ACCEPTED")));
    given().get("/mailbox/" + id + "/resend").then().body(containsString("Send this mail again?"));
    given().formParam("reason", "").post("/mailbox/" + id + "/resend").then().statusCode(422);
    String copy =
        given()
            .contentType("application/json")
            .body("{\"reason\": \"Lost by the reader\"}")
            .post("/api/v1/mailbox/" + id + "/resend")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                given()
                    .get("/api/v1/mailbox/" + copy)
                    .then()
                    .body("mail.state", equalTo("ACCEPTED"))
                    .body("headers.Subject", startsWith("[copy] "))
                    .body("repeats", equalTo(id)));
    given().get("/mailbox/" + id).then().body(containsString("Lost by the reader"));
  }

  private static NewJob job(String id, byte[] message) {
    return NewJob.of(id, "anna", 5, 3, message);
  }

  private ArtifactRef publish() {
    var run = Letters.sell().run();
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
            new ArtifactDraft(
                ArtifactKeys.runPrefix(run),
                header,
                Map.of("equity.csv", Letters.equityCsv(7, 700, true))))
        .ref();
  }
}
