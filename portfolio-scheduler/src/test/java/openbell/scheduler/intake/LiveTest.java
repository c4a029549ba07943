package openbell.scheduler.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import openbell.model.message.RunFailed;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.live.Stage;
import openbell.runtime.testing.Backends;
import openbell.scheduler.live.Hub;
import openbell.scheduler.live.ProgressLog;
import openbell.scheduler.live.Subject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(Service.class)
class LiveTest extends RunsToShow {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject ProgressSink sink;
  @Inject ProgressLog log;
  @Inject Hub hub;
  @Inject AgroalDataSource api;

  @TestHTTPResource("/")
  URI base;

  @BeforeEach
  void emptyLog() {
    jdbi.useHandle(handle -> handle.execute("truncate scheduler.run_progress"));
  }

  @Test
  void tellARunFromTheQueueToTheMailAndThenEnd() {
    // Given
    RunRef run = run(submit());
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<List<String>> heard =
        listen("/api/v1/runs/" + id(run) + "/events", "", _ -> begun.countDown());
    // An open stream has not read its snapshot yet: what is told before that is part of it.
    await().atMost(SOON).until(() -> begun.getCount() == 0);
    // When
    for (Stage stage : List.of(Stage.CLAIMED, Stage.LOADED, Stage.EVALUATED, Stage.STORED)) {
      sink.tell(progress(run, stage, ""));
    }
    sink.tell(progress(run, Stage.SIGNALLED, "1 change, 1 reader to tell"));
    sink.tell(progress(run, Stage.MAILED, "1 mail to 1 reader"));
    // Then
    List<String> lines = heard.join();
    assertThat(lines.stream().filter(line -> line.startsWith("event:")).distinct())
        .containsExactly("event:snapshot", "event:progress", "event:end");
    assertThat(String.join("\n", lines))
        .containsSubsequence(
            "\"CLAIMED\"", "\"EVALUATED\"", "\"percent\":85", "1 mail to 1 reader");
    await().atMost(SOON).until(hub::isEmpty);
  }

  @Test
  void goOnAfterTheLastEventThatAClientHasHeard() {
    // Given a run that has failed, and a client that has heard of its first claim
    RunRef run = run(submit());
    sink.tell(progress(run, Stage.CLAIMED, "first"));
    sink.tell(progress(run, Stage.RETRYING, "second"));
    sink.tell(progress(run, Stage.FAILED, "third"));
    ledger.failed(
        new RunFailed(run, new Failure(FailureReason.CRASHED, "It broke."), 2), Instant.EPOCH);
    Subject subject = new Subject.OfRun(run.owner(), run.runId());
    await().atMost(SOON).until(() -> stages(subject).contains(Stage.FAILED));
    long seen =
        log.about(subject, 0, 100).stream()
            .filter(line -> line.detail().equals("first"))
            .findFirst()
            .orElseThrow()
            .seq();
    // When
    String heard =
        String.join("\n", listen("/api/v1/runs/" + id(run) + "/events", "" + seen, _ -> {}).join());
    // Then
    assertThat(heard)
        .contains("\"stage\":\"FAILED\"", "second", "third", "event:end")
        .doesNotContain("first");
    given()
        .get("/api/v1/runs/" + id(run) + "/log?limit=1&after=" + seen)
        .then()
        .statusCode(200)
        .body("items.size()", equalTo(1))
        .body("items[0].detail", equalTo("second"))
        .body("next", equalTo(Long.toString(seen + 1)));
  }

  @Test
  void hideStreamsAndLogsFromOtherOwnersAndRefuseBadCursors() {
    // Given
    RunRef run = run(submit());
    String path = "/api/v1/runs/" + id(run);
    // When, then
    for (String one : List.of(path + "/events", path + "/log")) {
      given().header("Authorization", Service.BOB).get(one).then().statusCode(404);
      given().get(one + "?after=x").then().statusCode(400);
    }
    given().get("/api/v1/market-opens/XNYS/never/events").then().statusCode(404);
  }

  @Test
  void takeFiveThousandEventsWithoutTheConnectionsOfTheApi() {
    // Given
    RunRef run = run(submit());
    Subject subject = new Subject.OfRun(run.owner(), run.runId());
    long before = api.getMetrics().acquireCount();
    // When
    IntStream.range(0, 5_000).forEach(n -> sink.tell(progress(run, Stage.MAILED, "mail " + n)));
    await().atMost(SOON).until(() -> stages(subject).size() > 900);
    // Then what is left is the share of the timers
    assertThat(api.getMetrics().acquireCount() - before).isLessThan(100);
  }

  private List<Stage> stages(Subject subject) {
    return log.about(subject, 0, 6_000).stream().map(line -> line.stage()).toList();
  }

  private static Progress progress(RunRef run, Stage stage, String detail) {
    return new Progress(run, stage, 1, Instant.now().truncatedTo(ChronoUnit.MICROS), detail);
  }

  private static String id(RunRef run) {
    return run.runId().value();
  }

  private CompletableFuture<List<String>> listen(String path, String last, Consumer<String> each) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(SOON)
            .header("Accept", "text/event-stream");
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    return HttpClient.newHttpClient()
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
        .thenApply(answer -> answer.body().peek(each).toList());
  }
}
