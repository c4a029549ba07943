package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import openbell.runtime.testing.Documents;
import openbell.runtime.testing.RealS3;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Five services in one JVM, as `./openbell up` runs them.
class OneJvmIT {
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(3);
  private static final int PORTFOLIOS = 120;

  /// Portfolios in `sample-data`.
  private static final int SAMPLES = 10;

  private static final String OPEN =
      "{\"market\":\"XNYS\",\"session\":\"%s\"}".formatted(Options.DEFAULT_SESSION);
  private static final Pattern TO = Pattern.compile("(?mi)^To: (.*)$");

  /// What a killed process held is taken back when its leases run out, and a mail that it was
  /// writing when its call must be over: nobody should wait a minute for each.
  private static final Map<String, String> SOON_TAKEN_BACK =
      Map.of(
          "OPENBELL_QUEUE_LEASE_FOR", "8s",
          "OPENBELL_QUEUE_HEARTBEAT_EVERY", "2s",
          "OPENBELL_NOTIFICATION_CALL_TIMEOUT", "2s",
          "OPENBELL_NOTIFICATION_UNKNOWN_EVERY", "2s");

  @TempDir Path scratch;

  @Test
  void runsTheSampleMarketOpenAndLeavesAMailPerPortfolio() throws Exception {
    runsTheSampleMarketOpen("redis", Map.of());
  }

  @Test
  void runsItWithJobsInPostgresArtifactsInABucketAndBarsFromAVendor() throws Exception {
    // Given
    try (RealS3 s3 = RealS3.start();
        BarVendor vendor = BarVendor.open()) {
      s3.createBucket("openbell");
      // When, Then
      runsTheSampleMarketOpen(
          "postgres",
          Map.of(
              "OPENBELL_ARTIFACT_KIND",
              "s3",
              "OPENBELL_ARTIFACT_S3_ENDPOINT",
              s3.endpoint().toString(),
              "OPENBELL_ARTIFACT_S3_BUCKET",
              "openbell",
              "AWS_ACCESS_KEY_ID",
              RealS3.USER,
              "AWS_SECRET_ACCESS_KEY",
              RealS3.SECRET,
              "OPENBELL_WORKER_BARS_KIND",
              "http",
              "OPENBELL_WORKER_BARS_BASE_URL",
              vendor.address().toString()));
      assertThat(vendor.asked()).as("once per symbol").doesNotHaveDuplicates().contains("AAPL");
      assertThat(scratch.resolve("var/artifacts")).doesNotExist();
    }
  }

  private void runsTheSampleMarketOpen(String queue, Map<String, String> settings)
      throws Exception {
    // Given
    Path var = scratch.resolve("var");
    // When
    try (Jvm openbell = up(var, Ports.free(), settings, "--queue", queue)) {
      awaitThat(LONGEST_START, openbell::ready);
      assertRedisRuns(var, openbell, queue.equals("redis"));
      // Then
      awaitThat(LONGEST_BATCH, () -> mails(var).size() == SAMPLES);
      awaitThat(LONGEST_BATCH, () -> counts(openbell).contains("\"queued\":0"));
      assertThat(counts(openbell)).contains("\"failed\":0", "\"missed\":0");
      assertThat(openbell.get("/mailbox").statusCode()).isEqualTo(200);
      assertThat(openbell.get("/machines").body()).contains("inprocess", "in process");
      // and what was done can be proven, without another mail
      RunProofs proofs = new RunProofs(openbell);
      int mailed = mails(var).size();
      proofs.assertTheSessionRepeats(SAMPLES);
      proofs.assertARunIsVerified();
      if (settings.isEmpty()) {
        proofs.assertAFlippedByteIsFound(var.resolve("artifacts"));
      }
      assertThat(mails(var)).hasSize(mailed);
      // and an orderly stop is a success that leaves no process behind
      assertThat(openbell.stop()).isZero();
      assertThat(openbell.log()).contains("Stopped.");
      assertNoServerRuns(var);
    }
  }

  @Test
  void aSecondStartOnTheSameDirectoryIsRefusedWithTheWayOut() throws Exception {
    // Given
    Path var = scratch.resolve("var");
    try (Jvm first = up(var, Ports.free(), "--no-demo")) {
      awaitThat(LONGEST_START, first::ready);
      // When
      Jvm second = up(var, Ports.free(), "--no-demo");
      int code = second.process().waitFor();
      // Then
      assertThat(code).isEqualTo(1);
      assertThat(second.log()).contains("already runs", "./openbell down", "--var DIR");
      assertThat(first.ready()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis", "postgres"})
  void doesEveryRunOnceAndSendsEveryMailOnceAlthoughItWasKilledInTheMiddle(String queue)
      throws Exception {
    // Given a batch that has begun
    Path var = scratch.resolve("var");
    Jvm first = up(var, Ports.free(), "--no-demo", "--queue", queue);
    try (first) {
      awaitThat(LONGEST_START, first::ready);
      for (int n = 0; n < PORTFOLIOS; n++) {
        assertThat(first.post("/api/v1/portfolios", Documents.cross(n)).statusCode())
            .isEqualTo(201);
      }
      assertThat(first.post("/api/v1/market-opens", OPEN).statusCode()).isEqualTo(202);
      awaitThat(LONGEST_BATCH, () -> mails(var).size() >= PORTFOLIOS / 20);
      // When it is killed, and started again on the same directory
      first.kill();
    }
    int before = mails(var).size();
    assertThat(before).as("it was killed in the middle").isLessThan(PORTFOLIOS);
    try (Jvm second = up(var, Ports.free(), "--no-demo", "--queue", queue)) {
      awaitThat(LONGEST_START, second::ready);
      assertRedisRuns(var, second, queue.equals("redis"));
      // Then
      awaitThat(LONGEST_BATCH, () -> counts(second).contains("\"done\":" + PORTFOLIOS));
      awaitThat(LONGEST_BATCH, () -> mails(var).size() >= PORTFOLIOS);
      assertThat(counts(second)).contains("\"runs\":" + PORTFOLIOS, "\"queued\":0", "\"failed\":0");
      List<String> readers = readers(var);
      assertThat(readers).hasSize(PORTFOLIOS);
      assertThat(new HashSet<>(readers)).hasSize(PORTFOLIOS);
      assertThat(second.stop()).isZero();
    }
    assertNoServerRuns(var);
  }

  private Jvm up(Path var, int port, String... more) throws IOException {
    return up(var, port, Map.of(), more);
  }

  private Jvm up(Path var, int port, Map<String, String> settings, String... more)
      throws IOException {
    Map<String, String> environment = new HashMap<>(SOON_TAKEN_BACK);
    environment.putAll(settings);
    List<String> arguments =
        new ArrayList<>(List.of("up", "--port", Integer.toString(port), "--var", var.toString()));
    arguments.addAll(List.of(more));
    Path log = scratch.resolve("openbell-" + port + ".log");
    return Jvm.start("deploy/embedded", log, port, environment, arguments);
  }

  private static String counts(Jvm openbell) throws IOException {
    return openbell.get("/api/v1/market-opens/XNYS/" + Options.DEFAULT_SESSION).body();
  }

  private static List<Path> mails(Path var) throws IOException {
    Path mailbox = var.resolve("mailbox");
    if (!Files.isDirectory(mailbox)) {
      return List.of();
    }
    // Names alone: a mail's temporary file may be gone before its attributes could be read.
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

  /// By our own notes, and by what the operating system says of the processes that came from here.
  private static void assertRedisRuns(Path var, Jvm openbell, boolean runs) throws IOException {
    assertThat(new RedisServer(new VarDirectory(var)).process().isPresent()).isEqualTo(runs);
    if (!runs) {
      String folder = var.toString();
      assertThat(
              ProcessHandle.allProcesses()
                  .map(process -> process.info().command().orElse(""))
                  .filter(command -> command.startsWith(folder) && command.contains("redis")))
          .isEmpty();
    }
    assertThat(openbell.log().contains("Redis")).isEqualTo(runs);
  }

  private static void assertNoServerRuns(Path var) {
    VarDirectory directory = new VarDirectory(var);
    assertThat(new RedisServer(directory).process()).isEmpty();
    assertThat(new PostgresServer(directory).process()).isEmpty();
    assertThat(directory.running()).isEmpty();
  }

  private static void awaitThat(Duration longest, Callable<Boolean> condition) {
    await().atMost(longest).pollInterval(Duration.ofMillis(50)).until(condition);
  }
}
