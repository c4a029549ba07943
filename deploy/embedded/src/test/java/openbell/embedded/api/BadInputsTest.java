package openbell.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.runtime.testing.Backends;
import openbell.runtime.testing.RawHttp;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What nobody should send: a clean refusal each, and nothing stored, asked for or mailed.
@QuarkusTest
@QuarkusTestResource(Backends.class)
@TestProfile(House.class)
class BadInputsTest {
  /// What a request writes before it is answered; the rest follows from these.
  private static final List<String> TABLES = List.of("scheduler.portfolio", "scheduler.run");

  @TestHTTPResource("/")
  URI base;

  @Inject Jdbi jdbi;

  static Stream<BadInput> inputs() {
    return BadInputs.all();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void isRefusedAndLeavesNothingBehind(BadInput input) throws IOException {
    // Given
    List<Integer> before = rows();
    // When
    HttpResponse<String> answer =
        Http.ada(base)
            .send(input.method(), input.path(), input.type(), input.body(), input.headers());
    // Then
    assertThat(Arrays.stream(input.statuses()).boxed())
        .as(answer.body())
        .contains(answer.statusCode());
    JsonNode problem = Operation.JSON.readTree(answer.body());
    assertThat(problem.path("type").asText()).startsWith("urn:openbell:problem:");
    assertThat(problem.path("detail").asText()).isNotBlank();
    assertThat(problem.path("errors").toString()).contains(input.pointer());
    assertThat(answer.body()).hasSizeLessThan(60_000).doesNotContain("Exception", "\tat ");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void makesOnePortfolioOfAHundredEqualRequestsAtOnce() {
    // Given
    int before = rows().getFirst();
    byte[] body = House.sample("golden-cross.json").getBytes(StandardCharsets.UTF_8);
    // When
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 100)
          .forEach(
              _ ->
                  answers.add(
                      CompletableFuture.supplyAsync(
                          () ->
                              Http.ada(base)
                                  .send(
                                      "POST",
                                      "/api/v1/portfolios",
                                      "application/json",
                                      body,
                                      "Idempotency-Key",
                                      "a-hundred-at-once")
                                  .statusCode(),
                          threads)));
    }
    // Then
    List<Integer> statuses = answers.stream().map(CompletableFuture::join).toList();
    assertThat(statuses).allMatch(status -> status < 300 || status == 409);
    assertThat(statuses).filteredOn(status -> status == 201).isNotEmpty();
    assertThat(rows().getFirst()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST /api/v1/portfolios | Transfer-Encoding: chunked~Content-Type: application/json | 411
          POST /api/v1/portfolios | Content-Length: 5~Transfer-Encoding: chunked             | 400
          TRACE /api/v1/portfolios| X: y                                                     | 405
          PUT /api/v1/runs        | Content-Length: 0                                        | 405
          GET /api/v1/runs        | X: LONG                                                  | 431
          """)
  void refusesRequestsThatNoClientMakes(String line, String headers, int status) {
    // When
    String answer =
        RawHttp.exchange(
            base,
            "%s HTTP/1.1\nHost: localhost\nConnection: close\n%s\n\n"
                .formatted(
                    line.strip(), headers.replace("~", "\n").replace("LONG", "x".repeat(20_000))));
    // Then
    assertThat(answer.lines().findFirst().orElse(""))
        .matches("HTTP/1.1 (" + status + "|400|411).*");
  }

  /// Rows of what a request could leave behind.
  private List<Integer> rows() {
    return TABLES.stream()
        .map(
            table ->
                jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery("select count(*) from " + table)
                            .mapTo(Integer.class)
                            .one()))
        .toList();
  }
}
