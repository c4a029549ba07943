package openbell.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import openbell.runtime.testing.Backends;
import org.junit.jupiter.api.Test;

/// Requests made up from the description of the API: whatever they say, none is answered with a
/// defect, and every refusal is a problem.
///
/// `-Dopenbell.fuzz.requests=20000` makes more of them, `-Dopenbell.seed=N` others. A request that
/// fails is printed with its number; it depends on seed and number alone.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(House.class)
class FuzzTest {
  private static final int REQUESTS = Integer.getInteger("openbell.fuzz.requests", 2_000);
  private static final long SEED = Long.getLong("openbell.seed", 7L);
  private static final int THREADS = 4;
  private static final int SERVER_ERROR = 500;

  /// What an answer may be that is no success: another service or the queue is away for a moment.
  private static final int UNAVAILABLE = 503;

  /// A path that is too long never reaches the application, so that its refusal is no problem.
  private static final int TOO_LONG = 414;

  @TestHTTPResource("/")
  URI base;

  @Test
  void noRequestMeetsADefect() throws Exception {
    // Given
    Things things = Things.of(Http.ada(base));
    FuzzRequests requests = new FuzzRequests(Operation.all(), things, SEED);
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    Map<Integer, Integer> statuses = new TreeMap<>();
    // When
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int n = 0; n < REQUESTS; n++) {
        int number = n;
        threads.execute(
            () -> {
              FuzzRequests.Request request = requests.number(number);
              int status = judge(number, request, wrong);
              synchronized (statuses) {
                statuses.merge(status, 1, Integer::sum);
              }
            });
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      calm();
    }
    // Then
    Files.write(
        Path.of("target/fuzz.md"),
        List.of("seed %d, %d requests, answers by status: %s".formatted(SEED, REQUESTS, statuses)));
    assertThat(wrong).as("seed %d", SEED).isEmpty();
    // and it was no wall that they all ran into
    assertThat(statuses.getOrDefault(200, 0)).isGreaterThan(REQUESTS / 50);
  }

  private int judge(int number, FuzzRequests.Request request, Queue<String> wrong) {
    try {
      HttpResponse<String> answer =
          Http.ada(base).send(request.method(), request.path(), request.type(), request.body());
      int status = answer.statusCode();
      if ((status >= SERVER_ERROR && status != UNAVAILABLE)
          || (status >= 400 && status != TOO_LONG && !isProblem(answer))) {
        wrong.add("%d: %s -> %d %s".formatted(number, request, status, answer.body()));
      }
      return status;
    } catch (RuntimeException e) {
      wrong.add("%d: %s -> %s".formatted(number, request, e));
      return 0;
    }
  }

  private static boolean isProblem(HttpResponse<String> answer) {
    try {
      JsonNode problem = Operation.JSON.readTree(answer.body());
      return problem.path("type").asText().startsWith("urn:openbell:problem:")
          && problem.path("status").asInt() == answer.statusCode();
    } catch (IOException e) {
      return false;
    }
  }

  /// Whatever was switched off by chance works for the tests that follow.
  private void calm() {
    Http.ada(base)
        .send(
            "PUT",
            "/api/v1/queues/run-jobs/drain",
            "application/json",
            "{\"on\": false}".getBytes(StandardCharsets.UTF_8));
  }
}
