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
import openbell.model.message.RunFailed;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class PagesTest extends RunsToShow {

  @Test
  void sayWhatToDoWhenThereIsNothingYet() {
    // Given an empty book

    // When
    String page = page("/");

    // Then
    assertThat(page).contains("No portfolios yet").contains("curl");
    assertThat(page("/runs")).contains("No runs yet");
    assertThat(page("/batches/XNYS/2018-05-11")).contains("Nothing ran for this session");
  }

  @Test
  void showARunThatIsDoneWithItsSignalsAndWhy() {
    // Given
    RunRef run = run(submit());
    complete(run);

    // When
    String page = page("/runs/" + run.runId().value());

    // Then
    assertThat(page)
        .contains("badge buy")
        .contains("golden_cross")
        .contains("artifacts/chart.svg")
        .contains("Sharpe ratio")
        .contains("12.50 %")
        .doesNotContain("data-live");
    assertThat(page("/")).contains("badge buy").contains("badge done");
    given()
        .get("/api/v1/runs/" + run.runId().value() + "/artifacts/chart.svg")
        .then()
        .statusCode(200)
        .contentType("image/svg+xml");
  }

  @Test
  void waitForARunThatIsNotDone() {
    // Given
    RunRef run = run(submit());

    // When
    String page = page("/runs/" + run.runId().value());

    // Then
    assertThat(page).contains("data-live").contains("Waiting for a worker");
  }

  @Test
  void sayInPlainWordsWhyARunFailed() {
    // Given
    RunRef run = run(submit());
    Failure failure =
        new Failure(FailureReason.INSUFFICIENT_HISTORY, "AAPL has 10 bars and needs <200>.");
    ledger.failed(new RunFailed(run, failure, 1), Instant.EPOCH);

    // When
    String page = page("/runs/" + run.runId().value());

    // Then
    assertThat(page).contains("AAPL has 10 bars and needs &lt;200&gt;.").contains("badge failed");
  }

  @Test
  void tellWhyThereIsNoMail() {
    // Given a run that failed, and no other service anywhere
    RunRef run = run(submit());
    ledger.failed(
        new RunFailed(run, new Failure(FailureReason.CRASHED, "It <broke>."), 2), Instant.EPOCH);
    String asked =
        "timeline?portfolio=" + run.portfolio().value() + "&session=" + run.session().date();

    // When
    String empty = page("/timeline");
    String page = page("/" + asked);

    // Then
    assertThat(empty).contains("Why did I get no mail?").contains("Choose a portfolio");
    assertThat(page)
        .contains("It &lt;broke&gt;.")
        .contains("No tick")
        .contains("notification runs elsewhere, and no address of it is configured.");
    assertThat(page("/timeline?portfolio=p-9&session=2018-05-11")).contains("no such portfolio");
    given().get("/api/v1/" + asked).then().statusCode(200).body("complete", equalTo(false));
    given().get("/api/v1/" + asked + "x").then().statusCode(400);
    given().header("Authorization", Service.BOB).get("/api/v1/" + asked).then().statusCode(404);
  }

  @Test
  void showNothingOfAResultThatWasTamperedWith() {
    // Given
    RunRef run = run(submit());
    complete(run);
    jdbi.useHandle(
        handle -> handle.execute("update scheduler.run set artifact_sha256 = repeat('0', 64)"));

    // When
    String page = page("/runs/" + run.runId().value());

    // Then
    assertThat(page).contains("There is no result to show.").doesNotContain("Sharpe ratio");
  }

  @Test
  void runAPortfolioAtTheButtonAndNeverForAnotherSite() {
    // Given
    String id = submit();

    // When
    Response pressed =
        given()
            .redirects()
            .follow(false)
            .contentType(ContentType.URLENC)
            .formParam("session", "")
            .post("/portfolios/" + id + "/runs");
    Response forged =
        given()
            .header("Origin", "https://evil.example")
            .contentType(ContentType.URLENC)
            .formParam("session", "")
            .post("/portfolios/" + id + "/runs");

    // Then
    assertThat(pressed.statusCode()).isEqualTo(303);
    assertThat(pressed.header("Location")).contains("/runs/");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(page("/portfolios/" + id)).contains("Run now").contains("start_date");
  }

  @Test
  void haveNothingInlineAndNothingRemote() {
    // Given
    RunRef run = run(submit());
    complete(run);

    // When
    String page = page("/runs/" + run.runId().value()) + page("/");

    // Then
    assertThat(page)
        .doesNotContain("style=")
        .doesNotContain("<style")
        .doesNotContainPattern("<script(?! src=\"/assets/)")
        .doesNotContainPattern("(src|href)=\"(https?:)?//");
    given().get("/assets/openbell.css").then().statusCode(200);
    given().get("/assets/openbell.js").then().statusCode(200);
    given().get("/assets/logo.svg").then().statusCode(200);
  }
}
