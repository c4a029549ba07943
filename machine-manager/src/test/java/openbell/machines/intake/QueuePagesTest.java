package openbell.machines.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The queue desk as an operator's browser sees it.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(QueueService.class)
class QueuePagesTest {
  @Inject JobQueues queues;
  @Inject ApiKeys keys;

  private JobQueue jobs;

  @BeforeEach
  void empty() {
    QueueService.empty(queues);
    jobs = queues.named("run-jobs");
  }

  private RequestSpecification as(String owner) {
    return given()
        .header("Authorization", "Bearer " + keys.create(new Owner(owner)).text())
        .accept("text/html")
        .redirects()
        .follow(false);
  }

  private Response press(String path, String field, String value) {
    return as("oda").contentType(ContentType.URLENC).formParam(field, value).post(path);
  }

  @Test
  void showHowMuchIsWhereAndWhatDied() {
    // Given
    QueueService.dead(jobs, "run-job-1");

    // When
    String all = as("oda").get("/queues").asString();
    String one = as("oda").get("/queues/run-jobs").asString();
    String job = as("oda").get("/queues/run-jobs/jobs/run-job-1").asString();

    // Then
    assertThat(all).contains("/queues/run-jobs?state=dead").contains("look here");
    assertThat(one).contains("AAPL has 3 bars.").contains("Replay all dead jobs");
    assertThat(job).contains("Why it gave up").contains("Cancel this job").contains("{}");
    assertThat(as("oda").get("/queues/run-results").asString()).contains("No dead jobs");
  }

  @Test
  void giveADeadJobAnotherChance() {
    // Given
    QueueService.dead(jobs, "run-job-1");

    // When
    Response answer = press("/queues/run-jobs/replays", "id", "run-job-1");

    // Then
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith("/queues/run-jobs?said=replayed");
    assertThat(jobs.depth().ready()).isEqualTo(1);
    assertThat(press("/queues/run-jobs/replays", "id", "run-job-1").header("Location"))
        .endsWith("said=gone");
  }

  @Test
  void takeAJobOutAndStopHandingOut() {
    // Given
    QueueService.ready(jobs, "run-job-1", "{}");

    // When
    Response cancelled = press("/queues/run-jobs/cancellations", "id", "run-job-1");
    Response drained = press("/queues/run-jobs/drain", "on", "true");

    // Then
    assertThat(cancelled.header("Location")).endsWith("said=cancelled");
    assertThat(jobs.depth().ready()).isZero();
    assertThat(drained.header("Location")).endsWith("said=on");
    assertThat(jobs.depth().draining()).isTrue();
  }

  @Test
  void tellOthersNothingAndRefuseWhatCannotBe() {
    // Given
    QueueService.dead(jobs, "run-job-1");

    // When
    var foreign = as("ada").get("/queues").then();

    // Then
    foreign.statusCode(403).body(not(containsString("run-jobs")));
    as("oda").get("/queues/no-such-queue").then().statusCode(404);
    as("oda").get("/queues/run-jobs?state=lost").then().statusCode(400);
    as("oda").get("/queues/run-jobs/jobs/no-such-job").then().statusCode(404);
    press("/queues/run-jobs/cancellations", "no", "id").then().statusCode(422);
    as("ada")
        .accept("text/html")
        .contentType(ContentType.URLENC)
        .formParam("id", "run-job-1")
        .post("/queues/run-jobs/replays")
        .then()
        .statusCode(403)
        .body(containsString("This is for operators"));
    assertThat(jobs.depth().dead()).isEqualTo(1);
  }

  @Test
  void showTheFleetToAnOperator() {
    assertThat(as("oda").get("/machines").asString()).contains("Why this many");
  }
}
