package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.model.market.Session;
import openbell.model.message.RunCompleted;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.testing.Backends;
import openbell.scheduler.keep.Sweeper;
import openbell.scheduler.reconcile.RunLedger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class DownloadTest {
  private static final LocalDate DAY = LocalDate.parse("2018-06-15");
  private static final byte[] CSV = "Date,Equity\n2018-06-14,1\n".getBytes(StandardCharsets.UTF_8);

  @Inject Jdbi jdbi;
  @Inject JobQueues queues;
  @Inject ArtifactStore store;
  @Inject RunLedger ledger;
  @Inject Sweeper sweeper;

  @BeforeEach
  void empty() {
    Service.empty(jdbi, queues);
  }

  @Test
  void handsOutOneFileToWhoeverHasItsLink() {
    // Given
    String run = published();
    Instant before = Instant.now();

    // When
    Response link = given().post("/api/v1/runs/" + run + "/artifacts/equity.csv/link");

    // Then
    link.then().statusCode(200);
    assertThat(Instant.parse(link.path("expiresAt")))
        .isBetween(before.plusSeconds(290), before.plusSeconds(310));
    Response file = asNobody(link.path("href"));
    file.then()
        .statusCode(200)
        .header("Content-Disposition", "attachment; filename=\"equity.csv\"")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .contentType("text/csv;charset=UTF-8");
    assertThat(file.asByteArray()).isEqualTo(CSV);
  }

  @Test
  void handsOutNothingForALinkThatWasTouchedOrWithAnotherMethod() {
    // Given
    String run = published();
    String href = given().post("/api/v1/runs/" + run + "/artifacts/equity.csv/link").path("href");

    // When, Then
    char last = href.charAt(href.length() - 1);
    String altered = href.substring(0, href.length() - 1) + (last == 'A' ? 'E' : 'A');
    asNobody(altered).then().statusCode(404).body("type", endsWith("link-not-valid"));
    asNobody("/api/v1/downloads/x").then().statusCode(404);
    given().header("Authorization", "Bearer nobody").delete(href).then().statusCode(405);
    given().post("/api/v1/runs/" + run + "/artifacts/other.csv/link").then().statusCode(404);
  }

  @Test
  void tellsAnOwnerWhatItUses() {
    // Given
    published();
    storage().body("measuredAt", nullValue()).body("areas.size()", equalTo(0));

    // When
    Sweeper.Swept swept = sweeper.beat(Instant.parse("2100-01-01T00:00:00Z"));

    // Then
    assertThat(swept.done()).isTrue();
    storage()
        .body("measuredAt", equalTo("2100-01-01T00:00:00Z"))
        // Other tests of this application may have left bars of their own.
        .body("areas.area", hasItem("runs"));
    given()
        .header("Authorization", Service.BOB)
        .get("/api/v1/storage")
        .then()
        .body("bytes", equalTo(0));
  }

  private static ValidatableResponse storage() {
    return given().get("/api/v1/storage").then().statusCode(200);
  }

  private static Response asNobody(String href) {
    return given().header("Authorization", "Bearer nobody").get(href);
  }

  private String published() {
    RunRef run =
        RunRef.of(
            new Owner("ada"),
            new PortfolioId("p-1"),
            new Session("XNYS", DAY),
            DAY.minusDays(1),
            "c0ffee00".repeat(8),
            1,
            Purpose.MANUAL);
    ArtifactRef made = StoredRuns.publish(store, run, Map.of("equity.csv", CSV));
    ledger.completed(new RunCompleted(run, made, List.of(), Duration.ZERO), Instant.EPOCH);
    return run.runId().value();
  }
}
