package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import openbell.runtime.access.LoginAttempts;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys, account, audit log and login. Ada sits at this machine, bob comes with a key.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class AccessTest {
  @Inject LoginAttempts attempts;

  private static RequestSpecification bob() {
    return given().header("Authorization", Service.BOB);
  }

  private static Response make(String body) {
    return bob().contentType(ContentType.JSON).body(body).post("/api/v1/keys");
  }

  /// A browser elsewhere: a proxy passed it on, so it is nobody from this machine.
  private static RequestSpecification browser() {
    return given()
        .redirects()
        .follow(false)
        .header("X-Forwarded-For", "203.0.113.9")
        .header("Accept", "text/html");
  }

  @Test
  void makesAKeyThatWorksAndThatNobodyElseCanEnd() {
    // Given
    Response made = make("{\"name\":\"nightly\",\"scopes\":[\"READ\"]}");
    String bearer = "Bearer " + made.path("key");
    // When
    Response byAda = given().delete("/api/v1/keys/" + made.path("id"));
    // Then
    made.then().statusCode(201).header("Location", endsWith("/api/v1/keys/" + made.path("id")));
    byAda.then().statusCode(404).body("type", endsWith("key-not-found"));
    given()
        .header("Authorization", bearer)
        .get("/api/v1/account")
        .then()
        .statusCode(200)
        .body("owner", equalTo("bob"))
        .body("scopes", equalTo(List.of("READ")))
        .body("operator", equalTo(false))
        .body("limits.name", hasItems("portfolios", "runs-a-day", "keys", "requests-per-minute"));
    given().header("Authorization", bearer).get("/api/v1/keys").then().statusCode(403);
    bob().get("/api/v1/keys").then().body("items.name", hasItem("nightly"));
    bob().delete("/api/v1/keys/" + made.path("id")).then().statusCode(204);
    bob().delete("/api/v1/keys/" + made.path("id")).then().statusCode(404);
    given().header("Authorization", bearer).get("/api/v1/account").then().statusCode(401);
  }

  @Test
  void showsANewKeyOnceEvenToWhoAsksTwice() {
    // Given
    RequestSpecification asks =
        bob()
            .header("Idempotency-Key", "new-key")
            .contentType(ContentType.JSON)
            .body("{\"name\":\"once\"}");
    Response first = asks.post("/api/v1/keys");
    // When
    Response second = asks.post("/api/v1/keys");
    // Then
    assertThat(first.<String>path("key")).startsWith("ob_live_");
    second.then().statusCode(201).header("Idempotency-Replayed", "true");
    assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
    assertThat(second.<String>path("key")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"scopes\":[]}",
        "{\"scopes\":[\"ALL\"]}",
        "{\"scopes\":[null]}",
        "{\"expiresAt\":\"2001-01-01T00:00:00Z\"}",
        "{\"expiresAt\":\"tomorrow\"}",
        "{\"name\":\"two\\nlines\"}",
        "{\"owner\":\"ada\"}"
      })
  void refusesWhatNoKeyCanBe(String body) {
    // When
    Response answer = make(body);
    // Then
    assertThat(answer.statusCode()).isIn(400, 422);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  @Test
  void letsAKeyMakeNoStrongerOne() {
    // Given
    String keeper = make("{\"scopes\":[\"READ\",\"KEYS\"]}").path("key");
    // When
    Response stronger =
        given()
            .header("Authorization", "Bearer " + keeper)
            .contentType(ContentType.JSON)
            .body("{\"scopes\":[\"WRITE\"]}")
            .post("/api/v1/keys");
    // Then
    stronger.then().statusCode(403).body("type", endsWith("scope-missing"));
  }

  @Test
  void leadsAPersonToTheLoginAndBack() {
    // Given
    Response away = browser().get("/runs?after=x");
    String key = Service.BOB.substring("Bearer ".length());
    // When
    Response login = browser().formParam("key", key).formParam("to", "/keys").post("/login");
    // Then
    away.then().statusCode(303).header("Location", endsWith("/login?to=%2Fruns%3Fafter%3Dx"));
    login.then().statusCode(303).header("Location", endsWith("/keys"));
    RequestSpecification inside = browser().cookie("ob_session", login.cookie("ob_session"));
    String page = inside.get("/keys").then().statusCode(200).extract().asString();
    assertThat(page).contains("Log out", "this login", "bobs0001");
    inside.formParam("name", "from <page>").formParam("scope", "READ");
    assertThat(inside.post("/keys").asString()).contains("Copy it now", "from &lt;page&gt;");
    inside.post("/logout").then().statusCode(303);
    browser().cookie("ob_session", login.cookie("ob_session")).get("/keys").then().statusCode(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "http://evil.example", "/\\evil", "evil", "/%0d%0aa"})
  void leadsNobodyToAnotherSite(String to) {
    // Given
    String key = Service.BOB.substring("Bearer ".length());
    // When
    Response login = browser().formParam("key", key).formParam("to", to).post("/login");
    // Then
    assertThat(URI.create(login.header("Location")).getPath()).startsWith("/");
    assertThat(login.header("Location")).doesNotContain("evil");
  }

  @Test
  void refusesALoginWithAKeyThatDoesNotCount() {
    // When
    Response login = browser().formParam("key", "ob_live_x").post("/login");
    // Then
    login.then().statusCode(401).body(containsString("This key does not count"));
    assertThat(login.cookie("ob_session")).isNull();
  }

  @Test
  void makesWhoeverGuessesKeysWait() {
    // When
    List<Response> guesses =
        IntStream.range(0, 12)
            .mapToObj(_ -> browser().formParam("key", "ob_live_x").post("/login"))
            .toList();
    // Then
    assertThat(guesses).extracting(Response::statusCode).contains(401, 429);
    Response last = guesses.getLast();
    last.then().statusCode(429).header("Retry-After", notNullValue());
    assertThat(last.contentType()).startsWith("text/html");
    // the other tests come from the same address
    guesses.forEach(_ -> attempts.succeeded("127.0.0.1"));
  }

  @Test
  void showsOperatorsTheAuditLogOfAll() {
    // Given
    make("{\"name\":\"seen\"}").then().statusCode(201);
    // When
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> given().get("/api/v1/audit").asString().contains("/api/v1/keys"));
    // Then
    bob()
        .get("/api/v1/audit?limit=1")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].owner", equalTo("bob"))
        .body("items[0].method", equalTo("POST"));
    bob().get("/api/v1/audit?after=x").then().statusCode(400);
  }
}
