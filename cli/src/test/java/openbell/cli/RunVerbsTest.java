package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunVerbsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String RUN = "GET /api/v1/runs/" + ID;
  private static final String EVENTS = RUN + "/events";
  private static final String SIGNALS = "GET /api/v1/signals?session=XNYS:2018-05-07";

  @TempDir Path directory;

  private FakeService service;

  @BeforeEach
  void serve() throws IOException {
    service = new FakeService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static String run(String state) {
    return """
        {"id": "%s", "name": "Two", "market": "XNYS", "session": "2018-05-07", "state": "%s",
         "durationMillis": 1234, "reason": "NO_BARS", "detail": "No bars of X."}"""
        .formatted(ID, state);
  }

  private static String event(int seq, String stage, int percent) {
    return "id: %d\nevent: progress\ndata: {\"stage\": \"%s\", \"percent\": %d}\n\n"
        .formatted(seq, stage, percent);
  }

  @Test
  void watchFollowsTheEventsAndEndsWithTheResult() {
    // Given
    service.on(RUN, run("QUEUED")).on(RUN, run("DONE"));
    service.events(
        EVENTS,
        "event: snapshot\ndata: {\"stage\": \"QUEUED\", \"percent\": 0, \"position\": 3}\n\n: still here\n"
            + event(7, "CLAIMED", 10)
            + event(8, "STORED", 85)
            + "event: end\ndata: {}\n\n");
    service.on(
        SIGNALS,
        """
        [{"runId": "%s", "changes": [
          {"action": "ENTER", "symbol": "AAPL", "fromWeight": 0, "toWeight": 0.5}]}]"""
            .formatted(ID));

    // When
    int exit = service.openbell("watch", ID);

    // Then
    assertThat(exit).as(service.err.toString()).isZero();
    assertThat(service.err.toString())
        .contains("queued, number 3 in the queue")
        .contains("Run 01234567: 10 % claimed", "Run 01234567: 85 % stored");
    assertThat(service.out.toString())
        .contains("Two, XNYS 2018-05-07: done in 1.2 s")
        .contains("ENTER AAPL 0.0% -> 50.0%");
  }

  @Test
  void aBrokenStreamGoesOnAfterTheLastEvent() {
    // Given: the first connection ends without an `end`
    service.on(RUN, run("QUEUED")).on(RUN, run("RUNNING")).on(RUN, run("FAILED"));
    service.events(EVENTS, event(7, "CLAIMED", 10)).events(EVENTS, event(9, "FAILED", 100));

    // When
    int exit = service.openbell("watch", ID);

    // Then
    assertThat(exit).isEqualTo(Exit.NO);
    assertThat(service.asked).contains(EVENTS + " Last-Event-ID: 7");
    assertThat(service.out.toString()).contains("failed").contains("NO_BARS: No bars of X.");
  }

  @Test
  void withoutEventsItAsks() {
    // Given a service that has no such stream
    service.on(RUN, run("QUEUED")).on(RUN, run("RUNNING")).on(RUN, run("DONE")).on(SIGNALS, "[]");

    // When, Then
    assertThat(service.openbell("watch", ID, "--json")).isZero();
    assertThat(service.out.toString()).contains("\"state\" : \"DONE\"");
    assertThat(service.openbell("watch", "nonsense")).isEqualTo(Exit.MISUSED);
    assertThat(service.openbell("watch", "f".repeat(32))).isEqualTo(Exit.NO);
  }

  @Test
  void aBatchIsCounted() {
    // Given
    String batch = "GET /api/v1/market-opens/XNYS/2018-05-07";
    service.on(batch, "{\"runs\": 3, \"done\": 1, \"failed\": 0, \"missed\": 0}");
    service.on(batch, "{\"runs\": 3, \"done\": 2, \"failed\": 1, \"missed\": 0}");
    service.events(
        batch + "/events",
        "event: counts\ndata: {\"runs\": 3, \"done\": 2, \"failed\": 0}\n\n"
            + "event: progress\ndata: {\"stage\": \"MAILED\", \"percent\": 100}\n\n"
            + "event: end\n\n");

    // When, Then
    assertThat(service.openbell("watch", "XNYS", "2018-05-07")).isEqualTo(Exit.NO);
    assertThat(service.err.toString()).contains("XNYS 2018-05-07: 66 % 2 of 3 runs, 0 failed");
    assertThat(service.out.toString()).contains("3 runs, 2 done, 1 failed, 0 missed, 0 not ended.");
  }

  @Test
  void runAsksForARunAndFollowsIt() {
    // Given
    service.on("POST /api/v1/portfolios/p-1/runs", run("QUEUED"));
    service.on(RUN, run("DONE")).on(SIGNALS, "[]");

    // When, Then
    assertThat(service.openbell("run", "p-1", "--session", "2018-05-07")).isZero();
    assertThat(service.bodies.getFirst()).isEqualTo("{\"session\":\"2018-05-07\"}");
    assertThat(service.keys.getFirst()).hasSize(36);
    assertThat(service.out.toString()).contains("done in 1.2 s");
    assertThat(service.openbell("run", "p-1", "--no-watch")).isZero();
    assertThat(service.out.toString()).contains("./openbell watch " + ID);
    assertThat(service.openbell("run", "p-1", "--session", "soon")).isEqualTo(Exit.MISUSED);
  }

  @Test
  void submitNamesTheLineOfAMistakeAndTheFix() throws IOException {
    // Given
    Path file = FakeService.written(directory.resolve("p.json"), "{\n  \"name\": 7\n}");
    String errors =
        """
        , "errors": [{"pointer": "/name", "code": "S002", "detail": "Not a text.", "hint": "Quote it."}]""";
    service.problem("POST /api/v1/portfolios", 422, "invalid-document", errors);

    // When
    int exit = service.openbell("submit", file);

    // Then
    assertThat(exit).isEqualTo(Exit.NO);
    assertThat(service.err.toString())
        .contains(file + ":2 error S002: Not a text. (/name)")
        .contains("fix  Quote it.");
    assertThat(service.openbell("submit", directory.resolve("no"))).isEqualTo(Exit.NO_FILE);
  }

  @Test
  void submitKeepsChecksOrEvaluates() throws IOException {
    // Given
    Path file = FakeService.written(directory.resolve("p.json"), "{}");
    service.on(
        "POST /api/v1/portfolios",
        "{\"id\": \"p-1\", \"name\": \"Two\", \"nextRuns\": [{\"at\": \"2018-05-08T09:30-04:00\"}]}");
    service.on(
        "POST /api/v1/portfolios/checks", "{\"valid\": false, \"errors\": [], \"warnings\": []}");
    service.on("POST /api/v1/portfolios/dry-runs", run("QUEUED"));
    service.on(RUN, run("DONE")).on(SIGNALS, "[]");

    // When, Then
    assertThat(service.openbell("submit", file)).isZero();
    assertThat(service.out.toString()).contains("is portfolio p-1", "next run  2018-05-08T09:30");
    assertThat(service.openbell("submit", file, "--check")).isEqualTo(Exit.NO);
    assertThat(service.out.toString()).contains("p.json: refused");
    assertThat(service.openbell("submit", file, "--dry-run")).isZero();
    assertThat(service.openbell("submit", file, "--dry-run", "--run")).isEqualTo(Exit.MISUSED);
  }

  @Test
  void waitsWhenItIsToldToAndAsksAgainWithTheSameKey() {
    // Given
    service.on(
        "POST /api/v1/portfolios/p-1/pause",
        new FakeService.Reply(429, "application/json", "", Map.of("Retry-After", "0")));
    service.on("POST /api/v1/portfolios/p-1/pause", "{}");

    // When, Then
    assertThat(service.openbell("portfolio", "pause", "p-1")).as(service.err.toString()).isZero();
    assertThat(service.keys).hasSize(2);
    assertThat(service.keys.getFirst()).isEqualTo(service.keys.getLast());
  }

  @Test
  void signalsAreATable() {
    // Given
    service.on(
        SIGNALS,
        """
        [{"runId": "%s", "portfolio": "p-1", "market": "XNYS", "session": "2018-05-07",
          "outcome": "CHANGED", "notified": 2, "detail": "", "changes": [
          {"action": "EXIT", "symbol": "SPX", "fromWeight": 1, "toWeight": 0}]}]"""
            .formatted(ID));

    // When, Then
    assertThat(service.openbell("signals", "--session", "XNYS:2018-05-07")).isZero();
    assertThat(service.out.toString())
        .containsPattern("XNYS:2018-05-07 +p-1 +changed +2 +EXIT SPX 100.0% -> 0.0%");
    assertThat(service.openbell("signals", "--session", "today")).isEqualTo(Exit.MISUSED);
  }

  @Test
  void onATerminalTheBarIsDrawnOnOneLineAndWiped() {
    // Given
    StringWriter screen = new StringWriter();
    try (Bar bar = new Bar("Run", new PrintWriter(screen), true, 60)) {
      // When
      bar.show(70, "evaluated");
    }
    // Then
    assertThat(screen.toString()).contains("70%").contains("evaluated").doesNotContain("\n");
    assertThat(screen.toString()).endsWith("\r" + " ".repeat(59) + "\r");
  }
}
