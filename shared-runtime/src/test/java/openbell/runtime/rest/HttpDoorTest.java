package openbell.runtime.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKey;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.testing.Backends;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole door over real HTTP. Without a local owner: every caller needs a key.
@QuarkusTest
@QuarkusTestResource(Backends.class)
class HttpDoorTest {
  private static final Owner ANNA = new Owner("anna");

  @Inject ApiKeys keys;
  @Inject Jdbi jdbi;

  @TestHTTPResource("/")
  URI root;

  private ApiKey key;

  @BeforeEach
  void makeKey() {
    key = keys.create(ANNA);
  }

  private RequestSpecification anna() {
    return given().header("Authorization", "Bearer " + key.text());
  }

  private static ValidatableResponse problem(
      ValidatableResponse response, int status, String code) {
    return response
        .statusCode(status)
        .contentType(startsWith("application/problem+json"))
        .body("status", equalTo(status))
        .body("type", equalTo("urn:openbell:problem:" + code));
  }

  @Test
  void knowsTheOwnerOfAKey() {
    anna().get("/api/v1/me").then().statusCode(200).body("owner", equalTo("anna"));
  }

  @Test
  void ranTheMigrationsOfEverySchemaBeforeTheFirstRequest() {
    int tables =
        jdbi.withHandle(
            h ->
                h.createQuery(
                        "select count(*) from pg_tables where (schemaname, tablename) in"
                            + " (('access', 'api_key'), ('first_things', 'thing'))")
                    .mapTo(int.class)
                    .one());
    assertThat(tables).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer x",
        "Basic YTpi",
        "Bearer ob_live_aaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "Bearer eyJhbGciOiJub25lIn0.e30."
      })
  void refusesWhoBringsNoKeyThatCounts(String authorization) {
    RequestSpecification request =
        authorization.isEmpty() ? given() : given().header("Authorization", authorization);
    problem(request.get("/api/v1/me").then(), 401, "unauthenticated")
        .header("WWW-Authenticate", "Bearer");
  }

  @Test
  void refusesTheRightIdWithAnotherSecret() {
    String forged = "ob_live_" + key.id() + "_" + "0".repeat(32);
    problem(
        given().header("Authorization", "Bearer " + forged).get("/api/v1/me").then(),
        401,
        "unauthenticated");
  }

  @Test
  void believesNoHeaderThatNamesAnOwner() {
    problem(
        given()
            .headers(Map.of("X-User-Id", "anna", "X-Forwarded-For", "127.0.0.1", "X-Tenant", "a"))
            .get("/api/v1/me")
            .then(),
        401,
        "unauthenticated");
  }

  @Test
  void asksPagesAndMetricsForAKeyToo() {
    problem(given().get("/page").then(), 401, "unauthenticated");
    problem(given().get("/q/metrics").then(), 401, "unauthenticated");
    anna().get("/q/metrics").then().statusCode(200);
  }

  @Test
  void letsHealthAndOpenResourcesPassWithoutAKey() {
    given().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
    given().get("/unsubscribe/abc").then().statusCode(200);
  }

  @Test
  void setsSecurityHeadersOnEveryAnswer() {
    for (String path : new String[] {"/api/v1/me", "/nowhere", "/q/health", "/page;a=b"}) {
      anna()
          .get(path)
          .then()
          .header("X-Content-Type-Options", "nosniff")
          .header("Referrer-Policy", "no-referrer")
          .header("Cache-Control", "no-store")
          .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
          .header("Content-Security-Policy", not(containsString("unsafe")));
    }
  }

  @Test
  void leavesAStricterPolicyOfAResourceAlone() {
    assertThat(anna().get("/frame").headers().getValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; sandbox");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          problem | 422 | invalid-portfolio
          missing | 404 | artifact-missing
          busy    | 503 | database-unavailable
          other   | 500 | defect
          """)
  void answersEveryFailureAsAProblem(String how, int status, String code) {
    problem(anna().get("/api/v1/fail/" + how).then(), status, code)
        .body(not(containsString("secret")))
        .body(not(containsString("openbell.runtime")));
  }

  @Test
  void namesThePlaceOfAFinding() {
    anna()
        .get("/api/v1/fail/problem")
        .then()
        .body("errors[0].pointer", equalTo("/strategy/0"))
        .body("errors[0].code", equalTo("V101"))
        .body("errors[0].hint", equalTo("Name one."));
  }

  @Test
  void answersAPersonWithAPage() {
    anna()
        .header("Accept", "text/html")
        .get("/nowhere")
        .then()
        .statusCode(404)
        .contentType(startsWith("text/html"))
        .body(containsString("<h1>There is nothing here</h1>"));
  }

  @Test
  void answersWhatIsNotThereOrNotAllowed() {
    problem(anna().get("/api/v1/nowhere").then(), 404, "not-found");
    problem(anna().delete("/api/v1/me").then(), 405, "method-not-allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":"a","count":1,"weight":1,"day":"2018-06-15","legs":[],"owner":"bob"} | 400 | /owner
          {"name":"a","count":"1"}                | 400 | /count
          {"name":1}                              | 400 | /name
          {"name":true}                           | 400 | /name
          {"count":1.5}                           | 400 | /count
          {"count":1e400}                         | 400 | /count
          {"count":12345678901234567890}          | 400 | /count
          {"count":null}                          | 400 | /count
          {"weight":"1"}                          | 400 | /weight
          {"weight":NaN}                          | 400 |
          {"day":"2018-02-30"}                    | 400 | /day
          {"legs":[{"symbol":"A"},{"symbl":"B"}]} | 400 | /legs/1/symbl
          {"legs":{}}                             | 400 | /legs
          {"count":-1,"weight":1}                 | 422 |
          {"name":"a","name":"b"}                 | 400 |
          {"name":"a"} x                          | 400 |
          {"name":"a"                             | 400 |
          []                                      | 400 |
          "x"                                     | 400 |
          """)
  void saysWhereABodyIsWrong(String body, int status, String pointer) {
    String name = status == 422 ? "invalid-body" : "unreadable-body";
    ValidatableResponse answer =
        anna().contentType("application/json").body(body).post("/api/v1/orders").then();
    problem(answer, status, name)
        .body("errors.size()", equalTo(1))
        .body(not(containsString("java")))
        .body(not(containsString("TestApp")));
    if (pointer != null) {
      answer.body("errors[0].pointer", equalTo(pointer));
    }
  }
}
