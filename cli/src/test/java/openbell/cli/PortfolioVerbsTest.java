package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortfolioVerbsTest {
  private static final String ONE = "/api/v1/portfolios/p-1";
  private static final String IMPACT =
      """
      {"id": "i-1", "state": "%s", "sessions": 250, "changed": 12, "changes": [
        {"session": "2018-05-07", "symbol": "AAPL", "before": 0.5, "after": 0}],
       "metrics": [{"name": "sharpe", "before": 1.1, "after": 1.2}]}""";

  @TempDir Path directory;

  private FakeService service;

  @BeforeEach
  void serve() throws IOException {
    service = new FakeService();
    service.on(
        "GET " + ONE,
        new FakeService.Reply(
            200,
            "application/json",
            "{\"id\": \"p-1\", \"name\": \"Two\", \"version\": 3, \"paused\": true,"
                + " \"nextRuns\": [{\"at\": \"2018-05-08T09:30-04:00\"}]}",
            Map.of("ETag", "\"3\"")));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void listWalksAllPages() {
    // Given
    String list = "GET /api/v1/portfolios?limit=100";
    service.on(
        list,
        "{\"items\": [{\"id\": \"p-1\", \"name\": \"One\", \"symbols\": [\"A\", \"B\"]}], \"next\": \"p-1\"}");
    service.on(
        list + "&after=p-1",
        "{\"items\": [{\"id\": \"p-2\", \"name\": \"Two\", \"version\": 2, \"paused\": true}]}");

    // When, Then
    assertThat(service.openbell("portfolio", "list")).as(service.err.toString()).isZero();
    assertThat(service.out.toString())
        .containsPattern("p-1 +One +A, B")
        .containsPattern("p-2 +Two +2 +paused");
  }

  @Test
  void showPrintsThePortfolioOrTheDocumentOfAVersion() {
    // Given
    service.on("GET " + ONE + "/document", "{\"now\": 1}");
    service.on("GET " + ONE + "/versions/2", "{\"document\": {\"then\": 1}}");

    // When, Then
    assertThat(service.openbell("portfolio", "show", "p-1")).isZero();
    assertThat(service.out.toString()).containsPattern("version +3").contains("2018-05-08T09:30");
    assertThat(service.openbell("portfolio", "show", "p-1", "--document")).isZero();
    assertThat(service.openbell("portfolio", "show", "p-1", "--document", "--version", 2)).isZero();
    assertThat(service.out.toString()).contains("{\"now\": 1}").contains("\"then\" : 1");
    assertThat(service.openbell("portfolio", "show", "P 1")).isEqualTo(Exit.MISUSED);
  }

  @Test
  void editSavesOnlyOverTheVersionThatWasSeen() throws IOException {
    // Given
    Path file = FakeService.written(directory.resolve("p.json"), "{}");
    service.on("PUT " + ONE, "{\"version\": 4}");
    service.problem("PUT " + ONE, 412, "version-stale", "");

    // When, Then
    assertThat(service.openbell("portfolio", "edit", "p-1", file)).isZero();
    assertThat(service.asked).contains("PUT " + ONE + " If-Match: \"3\"");
    assertThat(service.out.toString()).contains("It is version 4 now.");
    assertThat(service.openbell("portfolio", "edit", "p-1", file, "--if-version", 2)).isEqualTo(1);
    assertThat(service.asked).contains("PUT " + ONE + " If-Match: \"2\"");
    assertThat(service.err.toString()).contains("portfolio show ID --document");
  }

  @Test
  void editSaysWhatItChangesAndAsksFirst() throws IOException {
    // Given
    Path file = FakeService.written(directory.resolve("p.json"), "{}");
    service.on("POST " + ONE + "/impacts", IMPACT.formatted("RUNNING"));
    service.on("GET " + ONE + "/impacts/i-1", IMPACT.formatted("DONE"));
    service.on("PUT " + ONE, "{\"version\": 4}");

    // When nobody says yes, Then
    assertThat(service.openbell("portfolio", "edit", "p-1", file, "--impact")).isEqualTo(1);
    assertThat(service.out.toString())
        .contains("Your edit changes 12 of the last 250 signals.")
        .containsPattern("2018-05-07 +AAPL +0.5 +0")
        .containsPattern("sharpe +1.1000 +1.2000");
    assertThat(service.asked).noneMatch(line -> line.startsWith("PUT"));

    // When somebody does, Then
    service.said = "y";
    assertThat(service.openbell("portfolio", "edit", "p-1", file, "--impact")).isZero();
    assertThat(service.openbell("portfolio", "impact", "p-1", file, "--json")).isZero();
  }

  @Test
  void editOpensTheEditorOnACopy() throws IOException {
    // Given an editor that adds a line
    Path editor =
        FakeService.written(directory.resolve("editor"), "#!/bin/sh\necho ' ' >> \"$1\"\n");
    assertThat(editor.toFile().setExecutable(true)).isTrue();
    service.on("GET " + ONE + "/document", "{\"now\": 1}").on("PUT " + ONE, "{\"version\": 4}");

    // When, Then
    assertThat(service.openbell("portfolio", "edit", "p-1")).isEqualTo(Exit.MISUSED);
    service.environment.put("EDITOR", editor.toString());
    assertThat(service.openbell("portfolio", "edit", "p-1")).as(service.err.toString()).isZero();
    assertThat(service.bodies.getLast()).isEqualTo("{\"now\": 1} \n");
  }

  @Test
  void versionsAndTheirChangesAreTables() {
    // Given
    service.on(
        "GET " + ONE + "/versions",
        "{\"items\": [{\"version\": 3, \"createdAt\": \"2018-05-07T00:00:00.123Z\","
            + " \"configHash\": \"ab\", \"current\": true}]}");
    service.on(
        "GET " + ONE + "/versions/2/changes/3",
        "[{\"pointer\": \"/name\", \"before\": \"One\", \"after\": \"Two\"}]");

    // When, Then
    assertThat(service.openbell("portfolio", "versions", "p-1")).isZero();
    assertThat(service.openbell("portfolio", "changes", "p-1", 2, 3)).isZero();
    assertThat(service.out.toString())
        .containsPattern("3 +2018-05-07T00:00:00Z +ab +current")
        .containsPattern("/name +One +Two");
    assertThat(service.openbell("portfolio", "changes", "p-1", 0, 3)).isEqualTo(Exit.MISUSED);
  }

  @Test
  void pauseResumeAndDeleteSayWhatTheyDid() {
    // Given
    service.on("POST " + ONE + "/pause", "{}").on("POST " + ONE + "/resume", "{}");
    service.on("DELETE " + ONE, new FakeService.Reply(204, "text/plain", "", Map.of()));

    // When, Then
    assertThat(service.openbell("portfolio", "pause", "p-1")).isZero();
    assertThat(service.openbell("portfolio", "resume", "p-1")).isZero();
    assertThat(service.openbell("portfolio", "delete", "p-1")).isEqualTo(Exit.NO);
    assertThat(service.openbell("portfolio", "delete", "p-1", "--yes")).isZero();
    assertThat(service.out.toString()).contains("is paused", "runs again", "is deleted");
  }

  @Test
  void keysAreListedMadeAndRevoked() {
    // Given
    service.on(
        "GET /api/v1/keys",
        "{\"items\": [{\"id\": \"k1\", \"name\": \"laptop\", \"scopes\": [\"READ\", \"WRITE\"]}]}");
    service.on("POST /api/v1/keys", "{\"key\": \"ob_live_x\"}");
    service.on("DELETE /api/v1/keys/k1", new FakeService.Reply(204, "text/plain", "", Map.of()));

    // When, Then
    assertThat(service.openbell("keys", "list")).isZero();
    assertThat(service.out.toString()).containsPattern("k1 +laptop +READ, WRITE");
    assertThat(service.openbell("keys", "create", "ci", "--scope", "read", "--expires", "90d"))
        .isZero();
    assertThat(service.out.toString()).endsWith("ob_live_x" + System.lineSeparator());
    assertThat(service.bodies.getLast())
        .isEqualTo(
            "{\"name\":\"ci\",\"scopes\":[\"READ\"],\"expiresAt\":\"2027-02-18T12:00:00Z\"}");
    assertThat(service.openbell("keys", "create", "ci", "--scope", "ROOT")).isEqualTo(2);
    assertThat(service.openbell("keys", "create", "ci", "--expires", "never")).isEqualTo(2);
    assertThat(service.openbell("keys", "revoke", "k1", "--json")).isZero();
  }

  @Test
  void aRefusalSaysWhatToDo() {
    // Given
    service.problem("GET /api/v1/keys", 403, "scope-missing", "");
    service.on(
        "GET " + ONE + "/versions",
        new FakeService.Reply(429, "application/json", "{}", Map.of("Retry-After", "3600")));

    // When, Then
    assertThat(service.openbell("keys", "list")).isEqualTo(Exit.NO);
    assertThat(service.err.toString()).contains("openbell keys create NAME --scope");
    assertThat(service.openbell("portfolio", "versions", "p-1")).isEqualTo(Exit.NO);
    assertThat(service.err.toString()).contains("Try again in 3600 s.");
    service.close();
    assertThat(service.openbell("keys", "list")).isEqualTo(Exit.UNREACHABLE);
    assertThat(service.err.toString()).contains("./openbell doctor");
  }
}
