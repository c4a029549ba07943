package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofVerbsTest {
  private static final String RUN = "0123456789abcdef0123456789abcdef";
  private static final String RUNS = "/api/v1/runs/" + RUN;
  private static final String SESSION = "?market=XNYS&session=2018-05-07";

  @TempDir Path directory;

  private final Map<String, Deque<String>> answers = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          Deque<String> known = answers.getOrDefault(asked, new ArrayDeque<>());
          String text = known.size() > 1 ? known.pop() : known.isEmpty() ? "" : known.peek();
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known.isEmpty() ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String asked, String body) {
    answers.computeIfAbsent(asked, _ -> new ArrayDeque<>()).add(body);
  }

  private int openbell(String... arguments) {
    String url = "http://localhost:" + server.getAddress().getPort();
    return OpenbellCommand.commandLine(
            new Surroundings(Map.of("OPENBELL_URL", url), _ -> Optional.empty()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String proof(String verdict, String stored) {
    return """
        {"run": "x", "verdict": "%s", "objects": [
          {"name": "result.json", "bytes": 7, "sha256": "ab", "verdict": "%s"}],
         "repetition": {"files": [{"name": "result.json", "verdict": "same"}]},
         "remarks": ["A remark."]}"""
        .formatted(verdict, stored);
  }

  @Test
  void verifyAsksAgainWhileTheRepetitionIsPending() {
    // Given
    answer("GET " + RUNS + "/verify", proof("pending", "same"));
    answer("GET " + RUNS + "/verify", proof("verified", "same"));

    // When
    int exit = openbell("verify", RUN);

    // Then
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString())
        .containsPattern("result.json +7 +ab +same +same")
        .contains("A remark.")
        .contains("is verified");
  }

  @Test
  void verifyEndsWithOneForAnythingElse() {
    // Given
    answer("GET " + RUNS + "/verify", proof("damaged", "missing"));

    // When, Then
    assertThat(openbell("verify", RUN)).isEqualTo(1);
    assertThat(out.toString()).contains("missing").contains("is damaged");
    assertThat(openbell("verify", "nonsense")).isEqualTo(2);
    server.stop(0);
    assertThat(openbell("verify", RUN)).isEqualTo(69);
  }

  @Test
  void replayComparesWhatWasMailedWithWhatIsDecidedNow() {
    // Given: AAPL was mailed as it is decided now, SPX was mailed with another weight
    answer("POST /api/v1/replays", "{\"runs\": 1}");
    answer(
        "GET /api/v1/replays" + SESSION,
        """
        {"items": [{"run": "r1", "name": "Two", "verdict": "verified", "files": [], "remarks": [],
          "then": [{"symbol": "AAPL", "action": "ENTER", "targetWeight": 0.5}],
          "now": [{"symbol": "AAPL", "action": "ENTER", "targetWeight": 0.5},
                  {"symbol": "SPX", "action": "EXIT", "targetWeight": 0}]}]}""");
    String change = "{\"symbol\": \"%s\", \"action\": \"%s\", \"toWeight\": %s}";
    String mailed = "[{\"runId\": \"r1\", \"notified\": 1, \"changes\": [%s, %s]}]";
    String aapl = change.formatted("AAPL", "ENTER", "0.5");
    String signals = "GET /api/v1/signals?session=XNYS:2018-05-07";
    answer(signals, mailed.formatted(aapl, change.formatted("SPX", "EXIT", "0")));
    answer(signals, mailed.formatted(aapl, change.formatted("SPX", "EXIT", "0.3")));

    // When, Then
    assertThat(openbell("replay", "--session", "2018-05-07")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("ENTER AAPL 50.0%, EXIT SPX 0.0% (same)")
        .contains("The session came out the same");
    assertThat(openbell("replay", "--session", "2018-05-07")).isEqualTo(1);
    assertThat(out.toString()).contains("(differs: SPX)");
    assertThat(openbell("replay", "--session", "yesterday")).isEqualTo(2);
  }

  @Test
  void exportWritesWhatArrivedWholeAndNothingElse() throws IOException {
    // Given
    String href = RUNS + "/exports/report.html";
    answer("GET " + href, "<p>");
    String made = "{\"href\": \"" + href + "\", \"sha256\": \"%s\"}";
    String hash = "33f2799467177287a29260780a107ac98ea63dd6165f67fcc0d74767d0a82090";
    answer("POST " + RUNS + "/exports", made.formatted("0".repeat(64)));
    answer("POST " + RUNS + "/exports", made.formatted(hash));
    Path file = directory.resolve("report.html");

    // When, Then
    assertThat(openbell("export", RUN, "--out", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("damaged on its way");
    assertThat(file).doesNotExist();
    assertThat(openbell("export", RUN, "--out", file.toString())).as(err.toString()).isZero();
    assertThat(Files.readString(file)).isEqualTo("<p>");
    assertThat(openbell("export", RUN, "--format", "pdf", "--out", "x")).isEqualTo(2);
  }

  @Test
  void whyPrintsTheTimelineAndSaysWhenAPartIsMissing() {
    // Given
    String path =
        "GET /api/v1/timeline?portfolio=p-1&session=XNYS%3A2018-05-11&recipient=a%40x.org";
    String event =
        """
        {"summary": "No mail for a@x.org.", "complete": %s, "events": [
          {"at": "2018-05-11T13:30:00.5Z", "service": "trade-signal", "what": "No mail",
           "detail": "Nothing changed.", "tone": "CALM"},
          {"service": "notification", "what": "Not known", "detail": "Away.", "tone": "BAD"}]}""";
    answer(path, event.formatted("true"));
    answer(path, event.formatted("false"));

    // When, Then
    assertThat(openbell("why", "p-1", "XNYS:2018-05-11", "a@x.org")).as(err.toString()).isZero();
    assertThat(openbell("why", "p-1", "XNYS:2018-05-11", "a@x.org")).isEqualTo(1);
    assertThat(openbell("why", "P 1", "2018-05-11")).isEqualTo(2);
    assertThat(out.toString())
        .contains("No mail for a@x.org.")
        .containsPattern("2018-05-11T13:30:00Z +trade-signal +No mail +Nothing changed.");
  }

  @Test
  void mailboxFindsShowsAndSendsAgainOnlyWhenAsked() {
    // Given
    String search = "GET /api/v1/mailbox?q=sell&to=&portfolio=&session=&state=&after=";
    answer(search, "[{\"id\": \"m1\", \"state\": \"ACCEPTED\", \"subject\": \"AAPL SELL\"}]");
    answer(
        "GET /api/v1/mailbox/m1",
        """
        {"mail": {"subject": "AAPL SELL"}, "headers": {"To": "a@x.org"}, "text": "Sell it.",
         "exact": true, "history": [{"state": "ACCEPTED", "reason": "", "at": "then"}],
         "repetitions": []}""");
    answer("POST /api/v1/mailbox/m1/resend", "{\"id\": \"m2\"}");

    // When
    int list = openbell("mailbox", "list", "--text", "sell");
    int show = openbell("mailbox", "show", "m1");
    int unconfirmed = openbell("mailbox", "resend", "m1", "--reason", "Lost");
    String before = out.toString();
    int resend = openbell("mailbox", "resend", "m1", "--reason", "Lost", "--yes");

    // Then
    assertThat(new int[] {list, show, unconfirmed, resend})
        .as(err.toString())
        .containsExactly(0, 0, 1, 0);
    assertThat(before).contains("AAPL SELL").contains("Sell it.").doesNotContain("m2");
    assertThat(out.toString()).contains("Sent again as m2");
  }
}
