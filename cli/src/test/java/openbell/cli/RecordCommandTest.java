package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.record.ForwardEntry;
import openbell.model.record.ForwardTip;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.model.signal.SignalAction;
import openbell.model.wire.RecordCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs beside a server that may tell anything.
class RecordCommandTest {
  private static final LocalDate DAY = LocalDate.parse("2018-05-11");

  @TempDir Path directory;

  private final RecordCodec codec = new RecordCodec();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private List<String> lines = new ArrayList<>();
  private ForwardTip head = ForwardTip.EMPTY;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/record",
        exchange -> {
          boolean asksForHead = exchange.getRequestURI().getPath().endsWith("/head");
          int after =
              asksForHead
                  ? 0
                  : Integer.parseInt(exchange.getRequestURI().getQuery().split("[=&]", -1)[1]);
          // Two lines a page, so that there are pages.
          String text =
              asksForHead
                  ? "{\"number\":%d,\"hash\":\"%s\"}".formatted(head.number(), head.hash())
                  : String.join("\n", lines.stream().skip(after).limit(2).toList());
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void verifyComputesTheChainItself() {
    // Given
    chain(5, "10000");
    // When
    int whole = openbell("record", "verify");
    lines.set(2, lines.get(2).replace("10000", "10001"));
    int changed = openbell("record", "verify");
    lines.remove(4);
    lines.remove(3);
    lines.remove(2);
    int cut = openbell("record", "verify");
    // Then
    assertThat(List.of(whole, changed, cut)).as(err.toString()).containsExactly(0, 1, 1);
    assertThat(out.toString())
        .contains("whole: 5 entries")
        .contains("broken at entry 3. Entry 3 was changed")
        .contains("broken at entry 3. Entry 3 is missing; the head names 5");
  }

  @Test
  void anEarlierExportFindsAServerThatTellsAnotherHistory() throws IOException {
    // Given an export of three entries, and a server with one more
    Path file = directory.resolve("record.jsonl");
    chain(3, "10000");
    openbell("record", "export", "--out", file.toString());
    chain(4, "10000");
    int same = openbell("record", "verify", "--file", file.toString());
    // When the server makes up a sound chain of its own, or forgets the end
    chain(4, "20000");
    int other = openbell("record", "verify", "--file", file.toString());
    chain(2, "10000");
    int shorter = openbell("record", "verify", "--file", file.toString());
    int offline = openbell("record", "verify", "--file", file.toString(), "--offline");
    Files.writeString(file, Files.readString(file).replace("10000", "10001"));
    int damaged = openbell("record", "verify", "--file", file.toString(), "--offline");
    int missing = openbell("record", "verify", "--file", directory.resolve("no").toString());
    // Then
    assertThat(List.of(same, other, shorter, offline, damaged, missing))
        .containsExactly(0, 1, 1, 0, 1, 3);
    assertThat(out.toString())
        .contains("The first 3 entries are those of the export.")
        .contains("its entry 1 is not the one of the export")
        .contains("its entry 3 is missing");
  }

  @Test
  void showComputesFromRecordedWeightsAndCloses() {
    // Given bought at 100 and held: 100, 101, 102
    chain(3, "10000");
    // When
    int exit = openbell("record", "show");
    // Then
    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("p-1 +2018-05-10 +2018-05-12 +3 .*\\+2.00 %");
  }

  private int openbell(String... arguments) {
    String url = "http://localhost:" + server.getAddress().getPort();
    return OpenbellCommand.commandLine(
            new Surroundings(Map.of("OPENBELL_URL", url), _ -> Optional.empty()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private void chain(int entries, String equity) {
    lines = new ArrayList<>();
    head = ForwardTip.EMPTY;
    for (int i = 0; i < entries; i++) {
      ForwardEntry entry = entry(i, equity);
      head = new ForwardTip(entry.number(), codec.hash(entry));
      lines.add(codec.line(codec.text(entry), head.hash()));
    }
  }

  private ForwardEntry entry(int day, String equity) {
    LocalDate session = DAY.plusDays(day);
    return new ForwardEntry(
        ForwardEntry.VERSION,
        new Owner("anna"),
        head.number() + 1,
        head.hash(),
        new PortfolioId("p-1"),
        "XNYS",
        session,
        session.minusDays(1),
        new RunId("%032x".formatted(day)),
        1,
        Purpose.SCHEDULED,
        "c",
        "d",
        "a",
        "USD",
        List.of(),
        List.of(
            new ForwardEntry.Position(
                "AAPL", SignalAction.HOLD, BigDecimal.ONE, new BigDecimal(100 + day))),
        new BigDecimal(equity),
        session.atStartOfDay(ZoneOffset.UTC).toInstant(),
        1);
  }
}
