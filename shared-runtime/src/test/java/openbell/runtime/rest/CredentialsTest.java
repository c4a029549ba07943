package openbell.runtime.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import openbell.model.hash.Sha256;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.AnswerBook;
import openbell.runtime.access.ApiKey;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.access.AuditBook;
import openbell.runtime.access.KeyDesk;
import openbell.runtime.access.Scope;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

/// What a key may do, what a login is, and what is said twice, over real HTTP.
@QuarkusTest
@QuarkusTestResource(Backends.class)
class CredentialsTest {
  private static final Owner CARL = new Owner("carl");

  @Inject ApiKeys keys;
  @Inject KeyDesk desk;
  @Inject AuditBook audit;
  @Inject AnswerBook answers;

  private static RequestSpecification with(ApiKey key) {
    return given().header("Authorization", "Bearer " + key.text());
  }

  private ApiKey key(Owner owner, Set<Scope> scopes) {
    return keys.create(owner, new ApiKeys.Wish("test", scopes, null));
  }

  @Test
  void letsAKeyDoNoMoreThanItsScopesSay() {
    // Given
    ApiKey reader = key(CARL, EnumSet.of(Scope.READ));
    ApiKey operator = key(new Owner("owner"), EnumSet.of(Scope.READ));
    // When
    Response change = with(reader).post("/api/v1/tickets");
    // Then
    change
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:openbell:problem:scope-missing"))
        .body("detail", containsString("WRITE"));
    with(reader).get("/api/v1/me").then().statusCode(200);
    with(reader).get("/api/v1/desk").then().body("type", containsString("not-an-operator"));
    with(operator).get("/api/v1/desk").then().body("detail", containsString("OPERATE"));
    with(key(CARL, Set.of(Scope.WRITE))).get("/api/v1/me").then().statusCode(403);
  }

  @Test
  void saysHowManyRequestsAreLeft() {
    // Given
    ApiKey key = keys.create(new Owner("dora"));
    with(key).get("/api/v1/me");
    // When
    Response second = with(key).get("/api/v1/fail/missing");
    // Then
    second.then().statusCode(404).header("RateLimit-Limit", "600");
    assertThat(second.header("RateLimit-Remaining")).isIn("598", "599");
    assertThat(second.header("RateLimit-Reset")).isIn("0", "1");
    given().get("/api/v1/me").then().header("RateLimit-Limit", nullValue());
  }

  @Test
  void answersTheSameKeyWithTheFirstAnswer() {
    // Given
    ApiKey key = keys.create(CARL);
    RequestSpecification json = with(key).contentType("application/json");
    Response first = json.header("Idempotency-Key", "k1").body("{}").post("/api/v1/tickets");
    // When
    Response second = json.post("/api/v1/tickets");
    // Then
    first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    second
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("Location", first.header("Location"))
        .contentType("application/json");
    assertThat(second.asString()).isEqualTo(first.asString());
    json.body("{ }")
        .post("/api/v1/tickets")
        .then()
        .statusCode(422)
        .body("type", containsString("idempotency-key-reused"));
    String other =
        with(keys.create(new Owner("eve")))
            .header("Idempotency-Key", "k1")
            .post("/api/v1/tickets")
            .asString();
    assertThat(other).isNotEqualTo(first.asString());
  }

  @Test
  void saysThatTheFirstRequestStillRuns() {
    // Given
    ApiKey key = keys.create(CARL);
    byte[] request = Sha256.digest("/api/v1/tickets?null\n".getBytes(StandardCharsets.UTF_8));
    answers.claim(CARL, "slow", request);
    // When
    Response second = with(key).header("Idempotency-Key", "slow").post("/api/v1/tickets");
    // Then
    second.then().statusCode(409).header("Retry-After", "1");
    with(key).header("Idempotency-Key", "ü b").post("/api/v1/tickets").then().statusCode(400);
  }

  @Test
  void letsAKeyTryAgainAfterARefusal() {
    // Given
    ApiKey key = keys.create(CARL);
    with(key)
        .header("Idempotency-Key", "again")
        .contentType("application/json")
        .body("{\"name\":\"a\",\"count\":-1,\"weight\":1}")
        .post("/api/v1/orders")
        .then()
        .statusCode(422);
    // When
    Response again =
        with(key)
            .header("Idempotency-Key", "again")
            .contentType("application/json")
            .body("{\"name\":\"a\",\"count\":1,\"weight\":1}")
            .post("/api/v1/orders");
    // Then
    again.then().statusCode(200);
  }

  @Test
  void logsInWithAKeyAndOutAgain() {
    // Given
    ApiKey key = keys.create(CARL);
    Response login = given().body(key.text()).post("/login");
    String session = login.cookie("ob_session");
    assertThat(login.header("Set-Cookie")).contains("HttpOnly").contains("SameSite=Strict");
    given().cookie("ob_session", session).get("/page").then().statusCode(200);
    // When
    given().cookie("ob_session", session).post("/logout").then().statusCode(204);
    // Then
    given()
        .redirects()
        .follow(false)
        .header("Accept", "text/html")
        .cookie("ob_session", session)
        .get("/frame?a=b")
        .then()
        .statusCode(303)
        .header("Location", containsString("/login?to=%2Fframe%3Fa%3Db"));
    given().cookie("ob_session", key.text()).get("/page").then().statusCode(401);
    given().cookie("ob_session", session).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void endsALoginWithTheKeyThatOpenedIt() {
    // Given
    ApiKey key = keys.create(CARL);
    String session = given().body(key.text()).post("/login").cookie("ob_session");
    given().cookie("ob_session", session).get("/page").then().statusCode(200);
    // When
    boolean revoked = desk.revoke(CARL, key.id());
    // Then
    assertThat(revoked).isTrue();
    given().cookie("ob_session", session).get("/page").then().statusCode(401);
    with(key).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void writesChangesAndRefusalsDownAndNothingElse() {
    // Given
    Owner fred = new Owner("fred");
    ApiKey key = keys.create(fred);
    with(key).get("/api/v1/me");
    with(key).post("/api/v1/tickets?secret=1");
    // When
    with(key).get("/api/v1/desk");
    // Then
    await().atMost(Duration.ofSeconds(10)).until(() -> audit.list(fred, null, 9).size() == 2);
    var entries = audit.list(fred, null, 9);
    assertThat(entries).extracting(kept -> kept.entry().status()).containsExactly(403, 201);
    assertThat(entries.getLast().entry().path()).isEqualTo("/api/v1/tickets");
    assertThat(entries.getLast().entry().key()).isEqualTo(key.id());
    assertThat(audit.list(fred, entries.getFirst().position(), 9)).hasSize(1);
  }

  @Test
  void letsNoOtherOriginReadAnything() {
    given()
        .header("Origin", "http://evil.example")
        .header("Access-Control-Request-Method", "GET")
        .options("/api/v1/me")
        .then()
        .header("Access-Control-Allow-Origin", nullValue());
  }
}
