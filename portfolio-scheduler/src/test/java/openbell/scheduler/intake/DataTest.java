package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.testing.Backends;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class DataTest {
  private static final String BARS =
      "Date,Open,High,Low,Close,Volume\n2018-05-10,9,11,8,10,12000000\n2018-05-11,10,12,9,11,0\n";

  @Inject Jdbi jdbi;
  @Inject JobQueues queues;

  @BeforeEach
  void empty() {
    Service.empty(jdbi, queues);
  }

  @Test
  void everythingOfAnOwnerIsInOneArchiveAndNothingOfOthers() throws IOException {
    // Given two versions, a run, and bars of one's own
    String cross = Service.sample("golden-cross.json");
    String portfolio =
        given().contentType(ContentType.JSON).body(cross).post("/api/v1/portfolios").path("id");
    String path = "/api/v1/portfolios/" + portfolio;
    given()
        .contentType(ContentType.JSON)
        .header("If-Match", "\"1\"")
        .body(cross.replace("Golden cross on Apple", "Renamed"))
        .put(path)
        .then()
        .statusCode(200);
    String run = given().post(path + "/runs").path("id");
    given()
        .contentType("text/csv; charset=UTF-8")
        .body(BARS)
        .put("/api/v1/bars/TAKEN")
        .then()
        .statusCode(201);

    // When
    Map<String, String> mine = unzip(given().get("/api/v1/data"));
    Map<String, String> bobs =
        unzip(given().header("Authorization", Service.BOB).get("/api/v1/data"));

    // Then
    String documents = "documents/" + portfolio;
    assertThat(mine.get(documents + "/000000001.json")).contains("Golden cross on Apple");
    assertThat(mine.get(documents + "/000000002.json")).contains("Renamed");
    assertThat(mine.get("runs.ndjson")).contains(run);
    assertThat(mine.get("bars/TAKEN.csv")).contains("2018-05-10,9.0,11.0,8.0,10.0,12000000");
    assertThat(mine.get("portfolios.ndjson").lines()).hasSize(1);
    assertThat(mine.get("README.txt")).contains("trade-signal runs elsewhere");
    assertThat(bobs.keySet()).noneMatch(name -> name.endsWith(".json") || name.endsWith(".csv"));
    assertThat(bobs.get("runs.ndjson")).isEmpty();
    uploadsAgain(mine.getOrDefault("bars/TAKEN.csv", ""));
  }

  private static void uploadsAgain(String csv) {
    given()
        .contentType("text/csv; charset=UTF-8")
        .body(csv)
        .put("/api/v1/bars/TAKEN")
        .then()
        .statusCode(200);
    given().delete("/api/v1/bars/TAKEN").then().statusCode(204);
  }

  private static Map<String, String> unzip(Response answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/zip");
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.asByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
