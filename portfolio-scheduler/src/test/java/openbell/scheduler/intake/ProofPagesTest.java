package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import openbell.model.run.RunRef;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class ProofPagesTest extends RunsToShow {

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
}
