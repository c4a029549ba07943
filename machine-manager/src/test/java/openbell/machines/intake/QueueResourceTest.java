package openbell.machines.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.NewJob;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The operators' API over real HTTP, with two keys: `oda` is an operator, `ada` is not.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(QueueService.class)
class QueueResourceTest {
  @Inject JobQueues queues;
  @Inject ApiKeys keys;
  @Inject Cancellations cancellations;

  private JobQueue jobs;

  @BeforeEach
  void empty() {
    QueueService.empty(queues);
    jobs = queues.named("run-jobs");
  }

  private RequestSpecification as(String owner) {
    return given()
        .header("Authorization", "Bearer " + keys.create(new Owner(owner)).text())
        .contentType(ContentType.JSON);
  }

  @Test
  void listsEveryQueueWithItsDepth() {
    // Given
    QueueService.ready(jobs, "run-job-1", "{}");
    QueueService.dead(queues.named("run-requests"), "run-requested-1");
    // When
    var answer = as("oda").get("/api/v1/queues").then();
    // Then
    answer
        .statusCode(200)
        .body("queues.queue", equalTo(QueueService.QUEUES))
        .body("queues.find { it.queue == 'run-jobs' }.ready", equalTo(1))
        .body("queues.find { it.queue == 'run-requests' }.dead", equalTo(1))
        .body("queues[0].draining", equalTo(false))
        .body("queues[0].mishaps.crashes", equalTo(0));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/queues",
    "GET,/api/v1/queues/run-jobs/jobs",
    "GET,/api/v1/queues/run-jobs/jobs/run-job-1",
    "GET,/api/v1/queues/no-such-queue/jobs",
    "POST,/api/v1/queues/run-jobs/replays",
    "POST,/api/v1/queues/run-jobs/cancellations",
    "PUT,/api/v1/queues/run-jobs/drain",
    "GET,/api/v1/machines",
    "GET,/machines"
  })
  void tellsOtherOwnersNothing(String method, String path) {
    // Given
    QueueService.ready(jobs, "run-job-1", "{}");
    // When
    var foreign = as("ada").accept("*/*").request(method, path).then();
    var nobody = given().contentType(ContentType.JSON).request(method, path).then();
    // Then
    foreign
        .statusCode(403)
        .body("type", endsWith(":not-an-operator"))
        .body(not(containsString("run-jobs")));
    nobody.statusCode(401);
    assertThat(jobs.depth().ready()).isEqualTo(1);
  }

  @Test
  void showsTheMachinesToAnOperator() {
    as("oda").get("/api/v1/machines").then().statusCode(200).body("fleet", equalTo("inprocess"));
  }

  @ParameterizedTest
  @CsvSource({
    "from=-1,/from",
    "from=x,/from",
    "limit=0,/limit",
    "limit=101,/limit",
    "limit=1000000000,/limit",
    "limit=99999999999999999999,/limit",
    "state=lost,/state"
  })
  void namesTheFieldOfAPageThatCannotBe(String query, String pointer) {
    as("oda")
        .get("/api/v1/queues/run-jobs/jobs?" + query)
        .then()
        .statusCode(400)
        .contentType(containsString("application/problem+json"))
        .body("errors[0].pointer", equalTo(pointer));
  }

  @Test
  void namesTheKnownQueuesWhenThereIsNoSuchOne() {
    as("oda")
        .get("/api/v1/queues/run-job/jobs")
        .then()
        .statusCode(404)
        .body("type", endsWith(":queue-not-found"))
        .body("detail", containsString("run-jobs, run-results"));
  }

  @Test
  void pagesThroughJobsInOneState() {
    // Given
    for (int n = 0; n < 5; n++) {
      QueueService.dead(jobs, "run-job-" + n);
    }
    // When
    var page = as("oda").get("/api/v1/queues/run-jobs/jobs?state=dead&from=2&limit=2").then();
    // Then
    page.statusCode(200)
        .body("jobs.id", equalTo(List.of("run-job-2", "run-job-3")))
        .body("jobs[0].owner", equalTo("ada"))
        .body("jobs[0].state", equalTo("dead"))
        .body("jobs[0].bytes", equalTo(2))
        .body("jobs[0].error", containsString("INSUFFICIENT_HISTORY"));
  }

  @Test
  void showsAPayloadThatIsJsonAsTextAndAnyOtherAsBase64() {
    // Given
    QueueService.ready(jobs, "text", "{\"name\": \"Zürich\"}");
    QueueService.ready(jobs, "long", "\"" + "x".repeat(70_000) + "\"");
    jobs.enqueue(List.of(NewJob.of("bytes", "ada", 5, 3, new byte[] {(byte) 0xff, 0, 1})));
    // When
    var oda = as("oda");
    // Then
    oda.get("/api/v1/queues/run-jobs/jobs/text")
        .then()
        .statusCode(200)
        .body("encoding", equalTo("json"))
        .body("payload", equalTo("{\"name\": \"Zürich\"}"))
        .body("cut", equalTo(false))
        .body(
            "job.bytes", equalTo("{\"name\": \"Zürich\"}".getBytes(StandardCharsets.UTF_8).length));
    oda.get("/api/v1/queues/run-jobs/jobs/bytes")
        .then()
        .body("encoding", equalTo("base64"))
        .body("payload", equalTo("/wAB"));
    oda.get("/api/v1/queues/run-jobs/jobs/long")
        .then()
        .body("cut", equalTo(true))
        .body("payload.length()", equalTo(64 * 1024));
    oda.get("/api/v1/queues/run-jobs/jobs/none").then().statusCode(404);
    oda.get("/api/v1/queues/run-jobs/jobs/a~b").then().statusCode(404);
  }

  @Test
  void replaysTheDeadByIdAndSaysWhichAreGone() {
    // Given
    QueueService.dead(jobs, "run-job-1");
    // When
    var answer =
        as("oda")
            .body("{\"ids\": [\"run-job-1\", \"run-job-2\"]}")
            .post("/api/v1/queues/run-jobs/replays");
    // Then
    answer
        .then()
        .statusCode(200)
        .body("done", equalTo(1))
        .body("answers.answer", equalTo(List.of("OK", "GONE")));
    assertThat(jobs.find("run-job-1").orElseThrow().state()).isEqualTo(JobState.READY);
  }

  @Test
  void replaysAllTheDeadUpToAThousandAndSaysThatThereAreMore() {
    // Given
    for (int n = 0; n < 1_001; n++) {
      QueueService.dead(jobs, "run-job-" + n);
    }
    var oda = as("oda").body("{\"all\": true}");
    // When
    var first = oda.post("/api/v1/queues/run-jobs/replays");
    var second = oda.post("/api/v1/queues/run-jobs/replays");
    // Then
    first.then().statusCode(200).body("done", equalTo(1_000)).body("more", equalTo(true));
    second.then().body("done", equalTo(1)).body("more", equalTo(false));
    assertThat(jobs.depth().ready()).isEqualTo(1_001);
  }

  @Test
  void cancelsForGood() {
    // Given
    QueueService.ready(jobs, "run-job-1", "{}");
    // When
    var answer =
        as("oda")
            .body("{\"ids\": [\"run-job-1\", \"run-job-2\"]}")
            .post("/api/v1/queues/run-jobs/cancellations");
    // Then
    answer.then().statusCode(200).body("answers.answer", equalTo(List.of("OK", "GONE")));
    assertThat(jobs.find("run-job-1")).isEmpty();
    assertThat(cancellations.cancelled("run-jobs", "run-job-1")).isTrue();
    assertThat(cancellations.cancelled("run-jobs", "run-job-2")).isFalse();
  }

  @Test
  void drainsAndResumes() {
    // Given
    QueueService.ready(jobs, "run-job-1", "{}");
    // When
    as("oda").body("{\"on\": true}").put("/api/v1/queues/run-jobs/drain").then().statusCode(200);
    // Then
    as("oda").get("/api/v1/queues").then().body("queues.draining", hasItems(true, false));
    as("oda")
        .body("{\"on\": false}")
        .put("/api/v1/queues/run-jobs/drain")
        .then()
        .body("draining", equalTo(false));
    assertThat(jobs.depth().draining()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "replays; {}; 422",
        "replays; {\"ids\": []}; 422",
        "replays; {\"ids\": [null]}; 422",
        "replays; {\"ids\": [\"a b\"]}; 422",
        "replays; {\"ids\": [\"a\"], \"all\": true}; 422",
        "replays; {\"all\": \"yes\"}; 400",
        "replays; {\"every\": true}; 400",
        "replays; [\"a\"]; 400",
        "cancellations; {\"ids\": [1]}; 400",
        "cancellations; {\"all\": true}; 400",
        "cancellations; {\"ids\": [\"a\\nb\"]}; 422"
      })
  void refusesOrdersThatAreNone(String order, String body, int status) {
    as("oda")
        .body(body)
        .post("/api/v1/queues/run-jobs/" + order)
        .then()
        .statusCode(status)
        .contentType(containsString("application/problem+json"))
        .body("errors", hasSize(1));
  }
}
