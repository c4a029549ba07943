package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.testing.Backends;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class VersionsTest {
  private static final String CROSS = Service.sample("golden-cross.json");
  private static final String RENAMED = CROSS.replace("Golden cross on Apple", "Renamed");

  @Inject Jdbi jdbi;
  @Inject JobQueues queues;

  @BeforeEach
  void empty() {
    Service.empty(jdbi, queues);
  }

  @Test
  void everyEditIsAVersionThatCanBeReadAndCompared() {
    // Given
    Response first = submit();
    String portfolio = first.header("Location");

    // When
    Response second = put(portfolio, "\"1\"", RENAMED);

    // Then
    first.then().statusCode(201).header("ETag", "\"1\"").body("version", equalTo(1));
    second.then().statusCode(200).header("ETag", "\"2\"").body("name", equalTo("Renamed"));
    given().get(portfolio).then().header("ETag", "\"2\"").body("version", equalTo(2));
    given()
        .get(portfolio + "/versions")
        .then()
        .body("items.version", contains(2, 1))
        .body("items.current", contains(true, false));
    given().get(portfolio + "/versions?limit=1&after=2").then().body("items.version", contains(1));
    given()
        .get(portfolio + "/versions/1")
        .then()
        .body("document.name", equalTo("Golden cross on Apple"));
    given()
        .get(portfolio + "/versions/1/changes/2")
        .then()
        .body("pointer", contains("/name"))
        .body("after", contains("Renamed"));
    given().get(portfolio + "/versions/3").then().statusCode(404);
  }

  @Test
  void anEditWithoutHavingSeenTheCurrentVersionChangesNothing() {
    // Given a portfolio that somebody else has edited
    String portfolio = submit().header("Location");
    put(portfolio, "\"1\"", RENAMED).then().statusCode(200);

    // When
    Response late = put(portfolio, "\"1\"", CROSS);

    // Then
    late.then()
        .statusCode(412)
        .body("type", endsWith("version-stale"))
        .body("detail", containsString("version 2"));
    given().contentType(ContentType.JSON).body(CROSS).put(portfolio).then().statusCode(428);
    put(portfolio, "W/\"2\"", CROSS).then().statusCode(412);
    put(portfolio, "2", CROSS).then().statusCode(400);
    put(portfolio, "\"2\"", "{}").then().statusCode(422).body("errors.code", hasItem("S001"));
    put(portfolio, "\"2\"", RENAMED).then().statusCode(200).header("ETag", "\"2\"");
    put(portfolio, "\"1\", \"2\"", CROSS).then().statusCode(200).header("ETag", "\"3\"");
    given().header("If-Match", "\"2\"").delete(portfolio).then().statusCode(412);
    given().header("If-Match", "\"3\"").delete(portfolio).then().statusCode(204);
    put(portfolio, "\"3\"", CROSS).then().statusCode(404);
    assertThat(Service.count(jdbi, "portfolio_version")).isEqualTo(2);
  }

  @Test
  void aPausedPortfolioIsNotDueUntilItIsResumed() {
    // Given
    String portfolio = submit().header("Location");
    String wish = "{\"market\": \"XNYS\", \"session\": \"2018-05-11\"}";

    // When
    Response paused = given().post(portfolio + "/pause");

    // Then
    paused.then().statusCode(200).body("paused", equalTo(true)).body("nextRuns.size()", equalTo(0));
    post("/api/v1/market-opens", wish).then().body("requested", equalTo(0));
    given().post(portfolio + "/pause").then().statusCode(200);
    given().post(portfolio + "/resume").then().body("paused", equalTo(false));
    post("/api/v1/market-opens", wish).then().body("requested", equalTo(1));
  }

  @Test
  void checksADocumentAndSavesNothing() {
    // Given
    String wrong = CROSS.replace("AAPL", "APPL");

    // When
    Response good = post("/api/v1/portfolios/checks", CROSS);
    Response bad = post("/api/v1/portfolios/checks", wrong);
    Response none = post("/api/v1/portfolios/checks", "{\"name\":");

    // Then
    good.then().statusCode(200).body("valid", equalTo(true)).body("nextRuns.size()", equalTo(3));
    bad.then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("errors.code", hasItem("SYMBOL_UNKNOWN"))
        .body("errors.hint", hasItem(containsString("AAPL")));
    none.then().statusCode(200).body("valid", equalTo(false)).body("errors.size()", equalTo(1));
    assertThat(Service.count(jdbi, "portfolio")).isZero();
  }

  @Test
  void dryRunsADocumentOnceAndListsItNowhere() {
    // Given
    String path = "/api/v1/portfolios/dry-runs?session=2018-05-11";

    // When
    Response first = post(path, CROSS);
    Response again = post(path, CROSS);

    // Then
    first
        .then()
        .statusCode(202)
        .header("Location", endsWith("/api/v1/runs/" + first.path("id")))
        .body("purpose", equalTo("PREVIEW"))
        .body("name", equalTo("Golden cross on Apple"))
        .body("asOf", equalTo("2018-05-10"));
    again.then().statusCode(202).body("id", equalTo(first.path("id")));
    post(path, "{}").then().statusCode(422);
    post("/api/v1/portfolios/dry-runs?session=2018-05-12", CROSS).then().statusCode(422);
    given().get("/api/v1/runs").then().body("items.size()", equalTo(0));
    given()
        .header("Authorization", Service.BOB)
        .get(first.header("Location"))
        .then()
        .statusCode(404);
    assertThat(Service.count(jdbi, "portfolio")).isZero();
  }

  @Test
  void anImpactAsksForThePreviewsThatAreMissing() {
    // Given a portfolio that never ran, and a candidate with another period
    String portfolio = submit().header("Location");
    String candidate = CROSS.replaceFirst("\"period\": *\\d+", "\"period\": 21");

    // When
    Response asked = post(portfolio + "/impacts?session=2018-05-11", candidate);

    // Then
    asked.then().statusCode(202).body("state", equalTo("RUNNING")).body("changed", equalTo(0));
    given()
        .get(asked.header("Location"))
        .then()
        .statusCode(200)
        .body("id", equalTo(asked.path("id")));
    assertThat(Service.count(jdbi, "candidate")).isEqualTo(2);
    assertThat(Service.count(jdbi, "run where purpose = 'PREVIEW'")).isEqualTo(2);
    given().get(portfolio + "/runs").then().body("items.size()", equalTo(0));
    assertThat(Service.count(jdbi, "portfolio_version")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,",
    "POST,/pause",
    "POST,/resume",
    "POST,/impacts",
    "GET,/impacts/0123456789abcdef0123456789abcdef",
    "GET,/versions",
    "GET,/versions/1",
    "GET,/versions/1/changes/1"
  })
  void anotherOwnersPortfolioDoesNotExist(String method, String path) {
    // Given
    String portfolio = submit().header("Location");

    // When
    Response answer =
        given()
            .header("Authorization", Service.BOB)
            .contentType(ContentType.JSON)
            .body(method.equals("GET") ? "" : CROSS)
            .request(method, portfolio + (path == null ? "" : path));

    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(List.of(Service.count(jdbi, "run"), Service.count(jdbi, "portfolio_version")))
        .containsOnly(0);
  }

  private static Response submit() {
    return post("/api/v1/portfolios", CROSS);
  }

  private static Response put(String path, String ifMatch, String body) {
    return given().contentType(ContentType.JSON).header("If-Match", ifMatch).body(body).put(path);
  }

  private static Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }
}
