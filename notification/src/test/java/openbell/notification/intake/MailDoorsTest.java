package openbell.notification.intake;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.message.NoticeRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.Verdict;
import openbell.notification.render.Letters;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

/// Whom the doors of the mailbox let in, and what they refuse. Shares the application of
/// {@link MailboxServiceTest}: anna is an operator, ben is an owner with a key.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(MailboxServiceTest.AsAnna.class)
class MailDoorsTest {
  private static final String LIST = "/api/v1/mailbox/suppressions";

  @Inject SendLedger ledger;

  @Test
  void keepsTheSuppressionListForOperators() {
    // Given an address that anna put on the list
    String id =
        json("{\"address\": \"Gone@Example.com\"}")
            .post(LIST)
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    // When, Then
    given().get(LIST).then().statusCode(200).body("address", hasItem("gone@example.com"));
    asBen().get(LIST).then().statusCode(403).body("type", containsString("not-an-operator"));
    asBen().delete(LIST + "/" + id).then().statusCode(403);
    asBen()
        .contentType("application/json")
        .body("{\"address\": \"x@y.org\"}")
        .post(LIST)
        .then()
        .statusCode(403);
    given().delete(LIST + "/" + id).then().statusCode(204);
    given().delete(LIST + "/" + id).then().statusCode(404);
    given().get(LIST).then().body("address", not(hasItem("gone@example.com")));
  }

  @Test
  void saysWhichFieldOfASuppressionIsBadAndHowItLooksRight() {
    for (String body : List.of("{\"address\": \"nobody\"}", "{\"address\": \"\"}", "{}")) {
      // When
      ValidatableResponse answer = json(body).post(LIST).then();
      // Then
      answer.statusCode(422).body("detail", containsString("address: "));
      answer.body("detail", containsString("somebody@example.com"));
    }
  }

  @Test
  void refusesAForgedLetterAtTheProvidersDoor() {
    // Given a letter of the right topic that Amazon did not sign
    String letter =
        """
        {"Type": "Notification", "MessageId": "m-1", "Message": "{}",
         "TopicArn": "arn:aws:sns:eu-west-1:123456789012:openbell",
         "Timestamp": "2018-05-11T13:30:00.000Z", "SignatureVersion": "2", "Signature": "AAAA",
         "SigningCertURL": "https://evil.example/SimpleNotificationService-1.pem"}
        """;
    // When, Then
    given().contentType("text/plain").body(letter).post("/hooks/ses").then().statusCode(403);
    given().contentType("text/plain").body("x").post("/hooks/ses").then().statusCode(403);
    given().contentType("text/plain").body(" ").post("/hooks/ses").then().statusCode(400);
  }

  @Test
  void sendsOneMailAgainThreeTimesAndACopyNever() {
    // Given a mail that was sent three times again
    String id = mail("often", true);
    String copy = "";
    for (int time = 1; time <= 3; time++) {
      copy = resend(id).statusCode(202).extract().path("id");
    }
    // When, Then
    refused(resend(id), "too-often");
    String last = copy;
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> refused(resend(last), "is-a-copy"));
  }

  @Test
  void sendsNothingAgainThatHasNoEndOrWhoseReaderIsBarred() {
    // Given
    String waiting = mail("waiting", false);
    String barred = mail("barred", true);
    json("{\"address\": \"barred@example.com\"}").post(LIST).then().statusCode(200);
    // When, Then
    refused(resend(waiting), "not-ended");
    refused(resend(barred), "address-barred");
  }

  @Test
  void showsNobodyTheMailsOfAnotherOwner() {
    // Given
    String id = mail("private", true);
    given().get("/api/v1/mailbox/" + id).then().statusCode(200);
    // When, Then
    for (String path :
        List.of("/api/v1/mailbox/" + id, "/mailbox/" + id, "/mailbox/" + id + "/body")) {
      asBen().get(path).then().statusCode(404);
    }
    asBen().get("/api/v1/mailbox").then().statusCode(200).body("id", not(hasItem(id)));
    asBen()
        .contentType("application/json")
        .body("{\"reason\": \"I want it\"}")
        .post("/api/v1/mailbox/" + id + "/resend")
        .then()
        .statusCode(404);
  }

  /// A mail of anna's, accepted by the provider or still waiting for tomorrow.
  private String mail(String reader, boolean accepted) {
    Instant now = Instant.now();
    NoticeRequested notice =
        new NoticeRequested(
            new Owner("anna"),
            new PortfolioId("p-" + reader),
            new Session("XNYS", Letters.DAY),
            "test-" + reader,
            NoticeRequested.Kind.TEST,
            new Recipient(reader + "@example.com", Recipient.Preference.EVERY_SESSION, "en"),
            null,
            "test",
            null,
            "Golden cross",
            "");
    LedgerKey key = LedgerKey.of(notice, "file");
    String id = ledger.accept(key, notice, "Test", now, now.plus(Duration.ofDays(1))).entry().id();
    if (accepted) {
      long fence = ledger.claim(id, Instant.EPOCH, now).orElseThrow();
      ledger.settle(id, fence, new Verdict(LedgerState.ACCEPTED, "", now, "m-" + reader), now);
    }
    return id;
  }

  private static void refused(ValidatableResponse answer, String code) {
    answer.statusCode(409).body("type", equalTo("urn:openbell:problem:" + code));
  }

  private static ValidatableResponse resend(String id) {
    return json("{\"reason\": \"Lost by the reader\"}")
        .post("/api/v1/mailbox/" + id + "/resend")
        .then();
  }

  private static RequestSpecification json(String body) {
    return given().contentType("application/json").body(body);
  }

  private static RequestSpecification asBen() {
    return given().header("Authorization", "Bearer " + MailboxServiceTest.BENS_KEY);
  }
}
