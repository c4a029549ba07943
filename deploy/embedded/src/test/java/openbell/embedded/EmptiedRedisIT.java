package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redis is a dispatch cache, never the record: it is emptied again and again in the middle of a
/// market open, and every mail is there once in the end. The command line of the operators looks
/// on.
class EmptiedRedisIT {
  private static final Duration LONGEST_START = Duration.ofSeconds(120);
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(4);
  private static final int PORTFOLIOS = 60;
  private static final String OPEN =
      "{\"market\":\"XNYS\",\"session\":\"%s\"}".formatted(Options.DEFAULT_SESSION);
  private static final Pattern TO = Pattern.compile("(?mi)^To: (.*)$");
  private static final Pattern RESENT =
      Pattern.compile("reconciler_reenqueued_total\\{[^}]*} ([0-9.]+)");
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "OPENBELL_SCHEDULER_RECONCILE_EVERY", "1s",
          "OPENBELL_SCHEDULER_RECONCILE_AFTER", "2s",
          "OPENBELL_SIGNAL_VOUCH_EVERY", "1s",
          "OPENBELL_SIGNAL_VOUCH_AFTER", "2s");

  @TempDir Path scratch;

  @Test
  void everyMailIsWrittenOnceAlthoughRedisIsEmptiedInTheMiddle() throws Exception {
    // Given
    Path var = scratch.resolve("var");
    int port = Ports.free();
    try (Jvm openbell = up(var, port)) {
      await().atMost(LONGEST_START).until(openbell::ready);
      for (int n = 0; n < PORTFOLIOS; n++) {
        assertThat(openbell.post("/api/v1/portfolios", Documents.cross(n)).statusCode())
            .isEqualTo(201);
      }
      // When
      assertThat(openbell.post("/api/v1/market-opens", OPEN).statusCode()).isEqualTo(202);
      flush(var);
      for (int mails = 5; mails <= PORTFOLIOS - 15; mails += 10) {
        int enough = mails;
        awaitThat(() -> mails(var).size() >= enough);
        flush(var);
      }
      // Then
      awaitThat(() -> counts(openbell).contains("\"done\":" + PORTFOLIOS));
      awaitThat(() -> mails(var).size() >= PORTFOLIOS);
      List<String> readers = readers(var);
      assertThat(readers).hasSize(PORTFOLIOS);
      assertThat(new HashSet<>(readers)).hasSize(PORTFOLIOS);
      assertThat(resent(openbell)).as("something was lost and sent again").isPositive();
      // and an operator sees it
      assertThat(stats(port)).contains("run-jobs", "notifications");
    }
  }

  private Jvm up(Path var, int port) throws IOException {
    return Jvm.start(
        "deploy/embedded",
        scratch.resolve("openbell.log"),
        port,
        IMPATIENT,
        List.of("up", "--port", Integer.toString(port), "--var", var.toString(), "--no-demo"));
  }

  private static void flush(Path var) throws IOException {
    VarDirectory directory = new VarDirectory(var);
    int port = directory.running().orElseThrow().redisPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String commands = "AUTH %s\r\nFLUSHALL\r\n".formatted(directory.secret("redis-password"));
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      byte[] answers = socket.getInputStream().readNBytes("+OK\r\n+OK\r\n".length());
      assertThat(new String(answers, StandardCharsets.US_ASCII)).isEqualTo("+OK\r\n+OK\r\n");
    }
  }

  /// The operators' command line, from its jar.
  private String stats(int port) throws IOException, InterruptedException {
    Path out = scratch.resolve("stats.txt");
    Process cli =
        new ProcessBuilder(
                Jvm.java(),
                "-jar",
                Jvm.ROOT.resolve("cli/target/openbell-cli.jar").toString(),
                "queue",
                "stats",
                "--url",
                "http://localhost:" + port)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(cli.waitFor()).as(() -> read(out)).isZero();
    return read(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static double resent(Jvm openbell) throws IOException {
    Matcher matcher = RESENT.matcher(openbell.get("/q/metrics").body());
    double sum = 0;
    while (matcher.find()) {
      sum += Double.parseDouble(matcher.group(1));
    }
    return sum;
  }

  private static String counts(Jvm openbell) throws IOException {
    return openbell.get("/api/v1/market-opens/XNYS/" + Options.DEFAULT_SESSION).body();
  }

  private static List<Path> mails(Path var) throws IOException {
    Path mailbox = var.resolve("mailbox");
    if (!Files.isDirectory(mailbox)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(mailbox)) {
      return files.filter(file -> file.toString().endsWith(".eml")).toList();
    }
  }

  private static List<String> readers(Path var) throws IOException {
    List<String> readers = new ArrayList<>();
    for (Path mail : mails(var)) {
      Matcher matcher = TO.matcher(Files.readString(mail));
      assertThat(matcher.find()).isTrue();
      readers.add(matcher.group(1).strip());
    }
    return readers;
  }

  private static void awaitThat(Callable<Boolean> condition) {
    await().atMost(LONGEST_BATCH).pollInterval(Duration.ofMillis(20)).until(condition);
  }
}
