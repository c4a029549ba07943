package openbell.signal.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
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
import openbell.runtime.outbox.OutboxRelay;
import openbell.runtime.outbox.Vouching;
import openbell.runtime.outbox.Vouching.Seen;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settlement;
import openbell.runtime.testing.Backends;
import openbell.runtime.testing.RealRedis;
import openbell.signal.derive.Results;
import openbell.signal.wiring.SignalOutbox;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// The whole service: a run result becomes a signal and a notification on the next queue.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(SignalServiceTest.AsAnna.class)
class SignalServiceTest {
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Inject JobQueues queues;
  @Inject ArtifactStore store;
  @Inject @SignalOutbox Vouching vouching;
  @Inject @SignalOutbox OutboxRelay relay;

  @ConfigProperty(name = "quarkus.redis.hosts")
  URI server;

  /// A caller on this machine, and a folder of the test's own.
  public static final class AsAnna implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "openbell.security.local-owner", "anna",
          "openbell.signal.vouch-every", "off",
          "openbell.links.key-file", "target/service/link-keys",
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
    isRecorded(run);
    given().get("/api/v1/signals/p-2").then().statusCode(404);
    given().get("/api/v1/signals?session=tomorrow").then().statusCode(400);
    isShown(run);
    bringsTheNotificationBackWhenTheServerLosesItsData();
  }

  private static void isShown(RunRef run) {
    given()
        .accept("text/html")
        .get("/signals")
        .then()
        .statusCode(200)
        .body(containsString("Signals of 11 May 2018"))
        .body(containsString("One thing to do."))
        .body(containsString("/runs/" + run.runId().value()))
        .body(containsString("badge buy"));
    given()
        .accept("text/html")
        .get("/signals?session=XNYS:2018-05-10")
        .then()
        .statusCode(200)
        .body(containsString("No signal of this session"));
    given().accept("text/html").get("/signals?session=x").then().statusCode(400);
  }

  private static void isRecorded(RunRef run) {
    given()
        .get("/api/v1/record/verify")
        .then()
        .statusCode(200)
        .body("whole", equalTo(true))
        .body("entries", equalTo(1));
    given().get("/api/v1/record/head").then().statusCode(200).body("days[0].number", equalTo(1));
    given().get("/api/v1/record").then().statusCode(200).body(containsString(run.runId().value()));
    given().get("/api/v1/record?limit=0").then().statusCode(400);
  }

  /// The second half of the story: its row waits until notification has taken the message.
  private void bringsTheNotificationBackWhenTheServerLosesItsData() {
    JobQueue notifications = queues.named("notifications");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(vouching.look(LATER, PATIENCE)).isEqualTo(new Seen(1, 0, 0)));
    // When
    RealRedis.flushAll(server);
    Seen lost = vouching.look(LATER.plus(PATIENCE), PATIENCE);
    relay.flush();
    // Then
    assertThat(lost).isEqualTo(new Seen(0, 0, 1));
    assertThat(notifications.depth().ready()).isEqualTo(1);
    // and when it is taken, the row goes
    var job = notifications.claim("c-1", "w-1", 1, Duration.ofMinutes(1)).jobs().getFirst();
    notifications.settle(job.id(), job.fence(), new Settlement.Done());
    assertThat(vouching.look(LATER, PATIENCE)).isEqualTo(new Seen(0, 1, 0));
    assertThat(vouching.look(LATER.plus(PATIENCE), PATIENCE)).isEqualTo(new Seen(0, 0, 0));
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
