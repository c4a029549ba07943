package openbell.signal.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import openbell.runtime.link.SignedLinks;
import openbell.runtime.link.SignedLinks.LinkPurpose;
import openbell.runtime.testing.Backends;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// The doors of subscriptions, in the application of {@link SignalServiceTest}, which counts what
/// is
/// on its queue: nothing here asks for a mail.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(SignalServiceTest.AsAnna.class)
class SubscriptionServiceTest {
  private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  @Inject SignedLinks links;
  @Inject Jdbi jdbi;

  @Test
  void aLinkScannerUnsubscribesNobodyAndOneClickEndsItAtOnce() {
    // Given a subscription, and the link of its mails
    String id = subscribed("zacharias@example.com");
    String link = "/subscription/unsubscribe/" + links.sign(LinkPurpose.UNSUBSCRIBE, id, null);
    String wrong = link.substring(0, link.length() - 2) + "xx";
    // When a scanner opens it, as it opens every link
    String page = given().get(link).then().statusCode(200).extract().asString();
    given().head(link).then().statusCode(200);
    // Then
    assertThat(page).doesNotContain("zacharias").doesNotContain("p-seen").doesNotContain("<script");
    assertThat(stateOf(id)).isEqualTo("CONFIRMED");
    // When a mail program posts what RFC 8058 says: no cookie, no Accept, its own origin or none
    String answer = oneClick(link);
    // Then
    assertThat(stateOf(id)).isEqualTo("ENDED");
    assertThat(oneClick(wrong)).isEqualTo(answer).isEqualTo(oneClick(link));
    assertThat(given().get(wrong).asString()).isEqualTo(page);
    String digest = links.sign(LinkPurpose.UNSUBSCRIBE_DIGEST, id, null);
    assertThat(given().get("/subscription/unsubscribe/" + digest).asString())
        .contains("Opening this page changed nothing")
        .contains("your daily digest ends");
  }

  private static String oneClick(String link) {
    return given()
        .header("Origin", "null")
        .contentType("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click")
        .post(link)
        .then()
        .statusCode(200)
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", not(containsString("script-src")))
        .extract()
        .asString();
  }

  @Test
  void asksANewAddressAndLetsItsReaderSayHow() {
    // Given an address that is still to be confirmed
    String id = subscribed("edward@example.com");
    jdbi.useHandle(
        handle ->
            handle.execute("update signal.subscription set state = 'PENDING' where id = ?", id));
    String confirm = "/subscription/confirm/" + links.sign(LinkPurpose.CONFIRM, id, LATER);
    String late =
        "/subscription/confirm/" + links.sign(LinkPurpose.CONFIRM, id, Instant.ofEpochSecond(1));
    String preferences =
        "/subscription/preferences/" + links.sign(LinkPurpose.PREFERENCES, id, null);
    given().post(late).then().statusCode(404);
    given().get(confirm).then().statusCode(200).body(containsString("e...d@example.com"));
    assertThat(stateOf(id)).isEqualTo("PENDING");
    // When
    given().post(confirm).then().statusCode(200).body(containsString("You are subscribed"));
    String filled = "action=save&when=weekly&language=zh-CN&zone=Asia%2FShanghai";
    form(preferences, filled + "&cash=%3Cb%3E").statusCode(422).body(containsString("&lt;b&gt;"));
    form(preferences, filled + "&holdings=AAPL+12").statusCode(200).body(containsString("已保存"));
    // Then
    given()
        .get("/api/v1/subscriptions/" + id)
        .then()
        .body("when", equalTo("weekly"))
        .body("chosenByReader", equalTo(true))
        .body("events.what", equalTo(List.of("changed", "confirmed", "confirmed")));
    given()
        .contentType("application/json")
        .body("{\"when\": \"on_change\"}")
        .patch("/api/v1/subscriptions/" + id)
        .then()
        .statusCode(409)
        .body("type", endsWith("reader-chose"));
  }

  @Test
  void namesTheFieldAndTheFixAndKnowsNothingOfOthers() {
    // Given somebody else's subscription
    String id = subscribed("mine@example.com");
    jdbi.useHandle(
        handle -> handle.execute("update signal.subscription set owner = 'bob' where id = ?", id));
    // When
    var hostile = add("eve@example.com\\r\\nBcc: all@example.com", "p-seen", "\"zone\": \"Mars\"");
    // Then
    hostile
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/email", "/zone")))
        .body("errors[0].hint", containsString("line breaks"));
    for (String path : List.of("", "/test", "/confirmation")) {
      String url = "/api/v1/subscriptions/" + id + path;
      (path.isEmpty() ? given().get(url) : given().post(url)).then().statusCode(404);
    }
    given().delete("/api/v1/subscriptions/" + id).then().statusCode(404);
    add("a@example.com", "p-unseen", "\"when\": \"weekly\"")
        .statusCode(404)
        .body("detail", containsString("submit or run it first"));
    given().get("/subscriptions").then().statusCode(200).body(containsString("Subscriptions"));
  }

  private static ValidatableResponse form(String path, String filled) {
    return given().contentType("application/x-www-form-urlencoded").body(filled).post(path).then();
  }

  private static ValidatableResponse add(String email, String portfolio, String more) {
    return given()
        .contentType("application/json")
        .body("{\"email\": \"%s\", \"portfolio\": \"%s\", %s}".formatted(email, portfolio, more))
        .post("/api/v1/subscriptions")
        .then();
  }

  /// A subscription of a portfolio that was seen.
  private String subscribed(String email) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into signal.history values ('"
                    + "5".repeat(32)
                    + "', 'anna', 'p-seen', 'XNYS', '2018-05-11',"
                    + " '2018-05-10', 'x', 1, 'SCHEDULED', 'FAILED', null, null, null, '[]', '', 0,"
                    + " now()) on conflict do nothing"));
    return add(email, "p-seen", "\"when\": \"on_change\"").statusCode(201).extract().path("id");
  }

  private static String stateOf(String id) {
    return given().get("/api/v1/subscriptions/" + id).then().extract().path("state");
  }
}
