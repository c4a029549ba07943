package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import openbell.model.market.Session;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Owner;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.runtime.testing.Backends;
import openbell.scheduler.reconcile.RunLedger.Filter;
import org.junit.jupiter.api.Test;

/// Batches and calendars, to programs and to people.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class BatchPagesTest extends RunsToShow {
  private static final String PAGE = "/batches/XNYS/2018-05-11";
  private static final String API = "/api/v1/market-opens/XNYS/2018-05-11";
  private static final Session SESSION = MarketOpenResource.session("XNYS", "2018-05-11");

  private RunRef batchThatFailed() {
    submit();
    given()
        .contentType(ContentType.JSON)
        .body("{\"market\": \"XNYS\", \"session\": \"2018-05-11\"}")
        .post("/api/v1/market-opens")
        .then()
        .statusCode(202);
    RunRef run = ledger.list(new Owner("ada"), new Filter(null, SESSION, null), 1).getFirst().run();
    Failure failure =
        new Failure(FailureReason.INSUFFICIENT_HISTORY, "AAPL has 10 bars and needs <200>.");
    ledger.failed(new RunFailed(run, failure, 1), Instant.now());
    return run;
  }

  @Test
  void tellWhatFailedAndWhy() {
    // Given
    RunRef run = batchThatFailed();

    // When
    String page = page(PAGE);

    // Then
    assertThat(page)
        .contains("AAPL has 10 bars and needs &lt;200&gt;.")
        .contains("Try the failed runs again")
        .contains("bar-failed")
        .doesNotContain("style=");
    assertThat(page("/batches")).contains(PAGE);
    assertThat(page(PAGE + "?state=failed")).contains("/runs/" + run.runId().value());
    given()
        .get(API + "/runs?state=FAILED&sort=slowest")
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].reason", equalTo("INSUFFICIENT_HISTORY"));
    given()
        .get("/api/v1/market-opens")
        .then()
        .statusCode(200)
        .body("items[0].session", equalTo("2018-05-11"))
        .body("items[0].failed", equalTo(1));
  }

  @Test
  void askForTheFailedRunsAgainAtTheButton() {
    // Given
    batchThatFailed();

    // When
    Response pressed =
        given().redirects().follow(false).contentType(ContentType.URLENC).post(PAGE + "/retries");

    // Then
    assertThat(pressed.statusCode()).isEqualTo(303);
    assertThat(pressed.header("Location")).endsWith(PAGE + "?retried=1");
    assertThat(page(PAGE + "?retried=1")).contains("One run was asked for again.");
    assertThat(page(PAGE + "?retried=<b>")).doesNotContain("<b>");
    given().post(API + "/retries").then().statusCode(202).body("retried", equalTo(0));
  }

  @Test
  void keepABatchFromOtherOwners() {
    // Given
    batchThatFailed();

    // When
    var foreign = given().header("Authorization", Service.BOB).get(API + "/runs").then();

    // Then
    foreign.statusCode(200).body("items.size()", equalTo(0));
    given()
        .header("Authorization", Service.BOB)
        .post(API + "/retries")
        .then()
        .body("retried", equalTo(0));
    given().get(API + "/runs?state=LOST").then().statusCode(400);
    given().get(API + "/runs?sort=x").then().statusCode(400);
    given().get("/api/v1/market-opens?after=x").then().statusCode(400);
    given().get("/batches/XNYS/tomorrow").then().statusCode(404);
  }

  @Test
  void showWhenExchangesTrade() {
    assertThat(page("/calendars")).contains("/calendars/XNYS").contains("New York");
    assertThat(page("/calendars/XNYS?month=2018-07")).contains("July 2018").contains("day-half");
    assertThat(page("/calendars/H24")).contains("around the clock");
    given().accept("text/html").get("/calendars/NOPE").then().statusCode(404);
    given().accept("text/html").get("/calendars/XNYS?month=x").then().statusCode(422);
  }
}
