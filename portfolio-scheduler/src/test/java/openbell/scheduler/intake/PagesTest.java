package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.portfolio.Owner;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.testing.Backends;
import openbell.scheduler.reconcile.RunLedger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class PagesTest {
  private static final LocalDate AS_OF = LocalDate.of(2018, 5, 10);
  private static final String HASH = "d".repeat(64);

  @Inject Jdbi jdbi;
  @Inject JobQueues queues;
  @Inject RunLedger ledger;
  @Inject ArtifactStore store;

  @BeforeEach
  void empty() {
    Service.empty(jdbi, queues);
  }

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
  void proveARunAndExportIt() {
    // Given
    RunRef run = run(submit());
    complete(run);
    String id = run.runId().value();

    // When
    Response proof = given().get("/api/v1/runs/" + id + "/verify");
    Response asked = asked("/api/v1/runs/" + id + "/exports", "{\"format\": \"html\"}");
    Response report = given().get(asked.<String>path("href"));
    Response database = asked("/api/v1/runs/" + id + "/exports", "{\"format\": \"sqlite\"}");

    Response pressed =
        given()
            .redirects()
            .follow(false)
            .contentType(ContentType.URLENC)
            .formParam("format", "html")
            .post("/runs/" + id + "/exports");

    // Then: the run recorded no bars, so that it is whole and cannot be repeated
    assertThat(proof.<String>path("verdict")).as(proof.asString()).isEqualTo("not repeatable");
    assertThat(proof.<List<String>>path("objects.verdict")).containsOnly("same").hasSize(3);
    assertThat(page("/runs/" + id + "/verify"))
        .contains("Not repeatable")
        .contains("manifest.json");
    assertThat(pressed.header("Location")).endsWith(asked.<String>path("href"));
    assertThat(report.header("Content-Disposition")).startsWith("attachment");
    assertThat(report.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(report.asString()).contains("golden_cross").contains("data:image/svg+xml");
    assertThat(database.statusCode()).as(database.asString()).isEqualTo(201);
    assertThat(given().get(database.<String>path("href")).asByteArray())
        .startsWith("SQLite format 3".getBytes(StandardCharsets.UTF_8));
    assertThat(asked("/api/v1/runs/" + id + "/exports", "{\"format\": \"pdf\"}").statusCode())
        .isEqualTo(422);
    given()
        .header("Authorization", Service.BOB)
        .get(asked.<String>path("href"))
        .then()
        .statusCode(404);
  }

  @Test
  void replayASession() {
    // Given: one manual run of the session has a result
    RunRef run = run(submit());
    complete(run);
    String wish = "{\"market\": \"XNYS\", \"session\": \"2018-05-11\"}";

    // When
    Response first = asked("/api/v1/replays", wish);
    Response again = asked("/api/v1/replays", wish);
    Response seen = given().get(first.<String>path("self"));

    // Then
    assertThat(first.statusCode()).as(first.asString()).isEqualTo(202);
    assertThat(first.<Integer>path("asked")).isEqualTo(1);
    assertThat(again.<Integer>path("asked")).isZero();
    assertThat(seen.<String>path("items[0].run")).isEqualTo(run.runId().value());
    assertThat(seen.<String>path("items[0].then[0].action")).isEqualTo("ENTER");
    assertThat(page("/runs")).doesNotContain(seen.<String>path("items[0].repetition"));
    // It recorded no bars: the request is given up, and the ledger says why
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(given().get(first.<String>path("self")).<String>path("items[0].verdict"))
                    .isEqualTo("not repeatable"));
  }

  private static Response asked(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
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

  private static String page(String path) {
    Response answer = given().accept("text/html").get(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.asString();
  }

  private static String submit() {
    return given()
        .contentType(ContentType.JSON)
        .body(Service.sample("golden-cross.json"))
        .post("/api/v1/portfolios")
        .path("id");
  }

  private RunRef run(String portfolio) {
    String id =
        given()
            .contentType(ContentType.JSON)
            .body("{\"session\": \"2018-05-11\"}")
            .post("/api/v1/portfolios/" + portfolio + "/runs")
            .path("id");
    return ledger.find(new Owner("ada"), new RunId(id)).orElseThrow().run();
  }

  private void complete(RunRef run) {
    Manifest header =
        new Manifest(
            1,
            run.runId(),
            1,
            "7",
            AS_OF,
            run.configHash(),
            HASH,
            "test",
            List.of(new Manifest.BarsUsed("AAPL", AS_OF.minusYears(1), AS_OF, 250, HASH)),
            List.of(),
            Instant.EPOCH);
    byte[] result = new ArtifactCodec().encode(result(run));
    byte[] chart = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8);
    var published =
        store.publish(
            new ArtifactStore.ArtifactDraft(
                ArtifactKeys.runPrefix(run),
                header,
                Map.of("result.json", result, "chart.svg", chart)));
    ledger.completed(
        new RunCompleted(run, published.ref(), List.of(), Duration.ofMillis(321)), Instant.EPOCH);
  }

  private static RunArtifact result(RunRef run) {
    RuleTrace fast = new RuleTrace("fast", "SMA", null, 10.5, 10.1, null, List.of());
    RuleTrace cross =
        new RuleTrace("golden_cross", "Crossover", true, null, null, 1.25, List.of(fast));
    return new RunArtifact(
        "Golden cross on Apple",
        "golden_cross",
        "USD",
        AS_OF.minusYears(1),
        AS_OF,
        run.configHash(),
        "test",
        List.of(
            new RunArtifact.Standing(
                "AAPL",
                "Apple",
                SignalAction.ENTER,
                SignalAction.FLAT,
                AS_OF,
                190.04,
                0,
                0.95,
                12,
                null,
                List.of(cross))),
        112_500,
        10_000,
        Map.of("total_return", 0.125, "sharpe", 1.1),
        Map.of("total_return", 0.1),
        List.of(
            new RunArtifact.Trade(
                "AAPL", AS_OF.minusDays(90), AS_OF.minusDays(9), 10, 100, 110, 100, 10, 55)),
        List.of(),
        List.of("One order was skipped."),
        List.of());
  }
}
