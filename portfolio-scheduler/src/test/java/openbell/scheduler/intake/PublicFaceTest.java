package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
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
class PublicFaceTest {
  private static final String GOLDEN_CROSS = Service.sample("golden-cross.json");

  @Inject Jdbi jdbi;
  @Inject JobQueues queues;

  @BeforeEach
  void empty() {
    Service.empty(jdbi, queues);
  }

  @Test
  void takesAPortfolioAndShowsItAgain() {
    // Given
    Response submitted = post("/api/v1/portfolios", GOLDEN_CROSS);

    // When
    Response read = given().get(submitted.header("Location"));

    // Then
    submitted.then().statusCode(201).body("code", equalTo("golden_cross"));
    read.then().statusCode(200).body("symbols", hasItem("AAPL"));
    given()
        .get(read.path("document").toString())
        .then()
        .statusCode(200)
        .body("name", equalTo("Golden cross on Apple"));
  }

  @Test
  void saysWhenExchangesTradeAndWhenAPortfolioRunsNext() {
    // Given
    Response submitted = post("/api/v1/portfolios", GOLDEN_CROSS);

    // When
    Response days = given().get("/api/v1/calendars/XSHG?from=2026-09-24&to=2026-09-28");
    Response unknown = given().get("/api/v1/calendars/NYSE");
    Response beyond = given().get("/api/v1/calendars/XSHG?from=2026-12-30&to=2027-01-05");
    Response long401 = given().get("/api/v1/calendars/XNYS?from=2026-01-01&to=2027-02-05");

    // Then
    days.then()
        .statusCode(200)
        .body("sessions.date", hasItems("2026-09-24", "2026-09-28"))
        .body("sessions[0].breaks[0].start", equalTo("2026-09-24T11:30:00+08:00"))
        .body("closed[0].reason", equalTo("Mid-Autumn Festival"));
    unknown.then().statusCode(404).body("detail", containsString("XNYS"));
    beyond.then().statusCode(422).body("errors.code", hasItem("CALENDAR_HORIZON_EXCEEDED"));
    long401.then().statusCode(422).body("errors.hint", hasItem(containsString("2027-02-04")));
    given().get("/api/v1/calendars").then().statusCode(200).body("calendars.mic", hasItem("XLON"));
    assertThat(submitted.<List<?>>path("nextRuns")).hasSize(3);
    given()
        .get(submitted.header("Location") + "/sessions")
        .then()
        .statusCode(200)
        .body("size()", equalTo(0));
  }

  @Test
  void firesAMarketOpenOnceAndDispatchesItsJobs() {
    // Given
    post("/api/v1/portfolios", GOLDEN_CROSS);
    post("/api/v1/portfolios", Service.sample("buy-and-hold.json"));
    long before = jobs();
    String wish = "{\"market\": \"XNYS\", \"session\": \"2018-05-11\"}";

    // When
    Response first = post("/api/v1/market-opens", wish);
    Response second = post("/api/v1/market-opens", wish);

    // Then
    first.then().statusCode(202).body("requested", equalTo(2));
    second.then().statusCode(202).body("requested", equalTo(0)).body("runs", equalTo(2));
    given().get(first.header("Location")).then().statusCode(200).body("queued", equalTo(2));
    await().atMost(Duration.ofSeconds(20)).until(() -> jobs() == before + 2);
    await().atMost(Duration.ofSeconds(20)).until(() -> rows("outbox") == 0);
  }

  @Test
  void runsAPortfolioNowAndAsksOnlyOnce() {
    // Given
    String portfolio = post("/api/v1/portfolios", GOLDEN_CROSS).header("Location");

    // When
    Response first = post(portfolio + "/runs", "{\"session\": \"2018-05-11\"}");
    Response second = post(portfolio + "/runs", "{\"session\": \"2018-05-11\"}");

    // Then
    first
        .then()
        .statusCode(202)
        .header("Location", endsWith("/api/v1/runs/" + first.path("id")))
        .body("asOf", equalTo("2018-05-10"))
        .body("purpose", equalTo("MANUAL"));
    assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
    assertThat(rows("run")).isEqualTo(1);
    given().post(portfolio + "/runs").then().statusCode(202);
  }

  @Test
  void makesOnePortfolioOfOneIdempotencyKey() {
    // Given
    String key = "my-key-1";
    Response first = keyed(key, GOLDEN_CROSS);

    // When
    Response second = keyed(key, GOLDEN_CROSS);
    Response other = keyed(key, Service.sample("buy-and-hold.json"));

    // Then
    first.then().statusCode(201);
    second.then().statusCode(200).body("id", equalTo(first.path("id")));
    other.then().statusCode(422).body("type", endsWith("idempotency-key-reused"));
    assertThat(rows("portfolio")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/portfolios/{p}",
    "GET,/api/v1/portfolios/{p}/document",
    "DELETE,/api/v1/portfolios/{p}",
    "POST,/api/v1/portfolios/{p}/runs",
    "GET,/api/v1/runs/{r}",
    "GET,/api/v1/runs/{r}/artifacts",
    "GET,/api/v1/runs/{r}/artifacts/result.json",
    "POST,/api/v1/runs/{r}/artifacts/result.json/link",
    "GET,/portfolios/{p}",
    "GET,/runs/{r}",
    "POST,/portfolios/{p}/runs"
  })
  void anotherOwnersThingsDoNotExist(String method, String path) {
    // Given
    String portfolio = post("/api/v1/portfolios", GOLDEN_CROSS).path("id");
    String run = post("/api/v1/portfolios/" + portfolio + "/runs", "{}").path("id");

    // When
    Response answer =
        given()
            .header("Authorization", Service.BOB)
            .request(method, path.replace("{p}", portfolio).replace("{r}", run));

    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(rows("run")).isEqualTo(1);
    given()
        .header("Authorization", Service.BOB)
        .get("/api/v1/runs")
        .then()
        .body("items.size()", equalTo(0));
  }

  @Test
  void pagesThroughListsAndRefusesBadPages() {
    // Given
    for (int n = 0; n < 3; n++) {
      post("/api/v1/portfolios", GOLDEN_CROSS);
    }
    Response first = given().get("/api/v1/portfolios?limit=2");

    // When
    Response second = given().get("/api/v1/portfolios?limit=2&after=" + first.path("next"));

    // Then
    first.then().body("items.size()", equalTo(2));
    second.then().body("items.size()", equalTo(1)).body("$", not(hasItem("next")));
    for (String bad : new String[] {"limit=0", "limit=101", "limit=x", "after=A%20B"}) {
      given().get("/api/v1/portfolios?" + bad).then().statusCode(400);
    }
  }

  @Test
  void forgetsADeletedPortfolioAndKeepsItsRuns() {
    // Given
    String portfolio = post("/api/v1/portfolios", GOLDEN_CROSS).header("Location");
    String run = post(portfolio + "/runs", "{}").header("Location");

    // When
    Response deleted = given().delete(portfolio);

    // Then
    deleted.then().statusCode(204);
    given().get(portfolio).then().statusCode(404);
    given().delete(portfolio).then().statusCode(404);
    given().get(run).then().statusCode(200);
  }

  @Test
  void takesOwnBarsAndAPortfolioThatUsesThem() {
    // Given
    String document = Service.sample("buy-and-hold.json").replace("AAPL", "MINE");
    String bars = "Date,Open,High,Low,Close,Volume\n2018-05-10,9,11,8,10,100\n";
    post("/api/v1/portfolios", document).then().statusCode(422);

    // When
    Response stored = put("MINE", bars + "2018-05-11,10,12,9,11,0\n");

    // Then
    stored.then().statusCode(201).body("count", equalTo(2)).body("last", equalTo("2018-05-11"));
    put("MINE", bars).then().statusCode(200).body("count", equalTo(1));
    put("MINE", bars + "2018-05-11,=1+1,12,9,11,0\n")
        .then()
        .statusCode(422)
        .body("detail", equalTo("MINE.csv line 3: Open is not a plain number"));
    put("AAPL", bars).then().statusCode(409).body("type", endsWith("symbol-is-public"));
    put("=CMD", bars).then().statusCode(422);
    given().contentType("text/plain").body(bars).put("/api/v1/bars/X").then().statusCode(415);
    String longest = bars + "#".repeat(300_000);
    put("LONG", longest).then().statusCode(422);
    put("LONG", longest + "#".repeat(4 << 20)).then().statusCode(413);
    String portfolio = post("/api/v1/portfolios", document).header("Location");
    given().delete("/api/v1/bars/MINE").then().statusCode(409).body("type", endsWith("in-use"));
    for (String method : new String[] {"GET", "DELETE"}) {
      given()
          .header("Authorization", Service.BOB)
          .request(method, "/api/v1/bars/MINE")
          .then()
          .statusCode(404);
    }
    given().get("/api/v1/bars").then().body("symbol", hasItem("MINE"));
    given().delete(portfolio).then().statusCode(204);
    given().delete("/api/v1/bars/MINE").then().statusCode(204);
    given().get("/api/v1/bars/MINE").then().statusCode(404);
  }

  private Response put(String symbol, String csv) {
    return given().contentType("text/csv; charset=UTF-8").body(csv).put("/api/v1/bars/" + symbol);
  }

  private Response post(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }

  private Response keyed(String key, String body) {
    return given()
        .contentType(ContentType.JSON)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/api/v1/portfolios");
  }

  private int rows(String table) {
    return Service.count(jdbi, table);
  }

  private long jobs() {
    return queues.named("run-jobs").depth().ready();
  }
}
