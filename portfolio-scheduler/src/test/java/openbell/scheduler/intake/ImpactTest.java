package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact;
import openbell.model.message.RunCompleted;
import openbell.model.portfolio.Owner;
import openbell.model.run.RunId;
import openbell.model.run.RunRef;
import openbell.model.wire.ArtifactCodec;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class ImpactTest extends RunsToShow {
  private static final String CROSS = Service.sample("golden-cross.json");

  @Test
  void saysHowManyOfTheLastSignalsAnEditChanges() {
    // Given a portfolio with a result, and a candidate with another period
    String portfolio = submit();
    RunRef before = run(portfolio);
    done(before, "2018-05-08,AAPL,H,1\n2018-05-09,AAPL,H,1\n2018-05-10,AAPL,H,1\n", 1.5);
    Response asked = ask(portfolio, CROSS.replace("\"period\": 50", "\"period\": 21"));

    // When
    RunRef after = ledger.find(new Owner("ada"), new RunId(preview())).orElseThrow().run();
    done(after, "2018-05-08,AAPL,H,1\n2018-05-09,AAPL,S,1\n2018-05-10,AAPL,E,1\n", 1.25);

    // Then
    asked.then().statusCode(202).body("state", equalTo("RUNNING"));
    assertThat(after.asOf()).isEqualTo(before.asOf());
    given()
        .get(asked.header("Location"))
        .then()
        .body("state", equalTo("DONE"))
        .body("sessions", equalTo(3))
        .body("changed", equalTo(2))
        .body("detail", containsString("2 of the last 3"))
        .body("changes.session", contains("2018-05-09", "2018-05-10"))
        .body("changes.after", contains("SELL", "EMPTY"))
        .body("metrics[0].name", equalTo("sharpe"))
        .body("metrics[0].before", equalTo(1.5f))
        .body("metrics[0].after", equalTo(1.25f));
  }

  @Test
  void anEditOfTheNameAloneChangesNoSignalAndComputesNothing() {
    // Given
    String portfolio = submit();
    done(run(portfolio), "2018-05-10,AAPL,H,1\n", 1.5);

    // When
    Response asked = ask(portfolio, CROSS.replace("Golden cross on Apple", "Renamed"));

    // Then
    asked.then().statusCode(202).body("state", equalTo("DONE")).body("changed", equalTo(0));
    assertThat(Service.count(jdbi, "run where purpose = 'PREVIEW'")).isZero();
  }

  private static Response ask(String portfolio, String candidate) {
    return given()
        .contentType(ContentType.JSON)
        .body(candidate)
        .post("/api/v1/portfolios/" + portfolio + "/impacts");
  }

  private String preview() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select run_id from scheduler.run where purpose = 'PREVIEW'")
                .mapTo(String.class)
                .one());
  }

  private void done(RunRef run, String signals, double sharpe) {
    RunArtifact result =
        new RunArtifact(
            "n",
            "c",
            "USD",
            run.asOf(),
            run.asOf(),
            run.configHash(),
            "test",
            List.of(),
            1,
            1,
            Map.of("sharpe", sharpe),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    byte[] csv = ("Date,Symbol,State,Close\n" + signals).getBytes(StandardCharsets.UTF_8);
    var ref =
        StoredRuns.publish(
            store,
            run,
            Map.of("signals.csv", csv, "result.json", new ArtifactCodec().encode(result)));
    ledger.completed(new RunCompleted(run, ref, List.of(), Duration.ofMillis(1)), Instant.EPOCH);
  }
}
