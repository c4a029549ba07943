package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

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
import openbell.model.portfolio.Owner;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.queue.JobQueues;
import openbell.scheduler.reconcile.RunLedger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;

/// Runs with results, for tests of what is shown of them.
abstract class RunsToShow {
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

  static String page(String path) {
    Response answer = given().accept("text/html").get(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.asString();
  }

  static String submit() {
    return given()
        .contentType(ContentType.JSON)
        .body(Service.sample("golden-cross.json"))
        .post("/api/v1/portfolios")
        .path("id");
  }

  RunRef run(String portfolio) {
    String id =
        given()
            .contentType(ContentType.JSON)
            .body("{\"session\": \"2018-05-11\"}")
            .post("/api/v1/portfolios/" + portfolio + "/runs")
            .path("id");
    return ledger.find(new Owner("ada"), new RunId(id)).orElseThrow().run();
  }

  void complete(RunRef run) {
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
