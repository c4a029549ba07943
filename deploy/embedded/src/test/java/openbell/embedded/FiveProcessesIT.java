package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.runtime.testing.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same jars as processes of their own, with workers that come and go.
class FiveProcessesIT {
  private static final Duration LONGEST_START = Duration.ofSeconds(120);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(90);
  private static final String KEY = "ob_live_a1b2c3d4_0123456789abcdefghijABCDEFGHIJ01";
  private static final String[] CALLER = {"Authorization", "Bearer " + KEY};
  private static final String OPEN = "{\"market\":\"XNYS\",\"session\":\"2018-05-11\"}";
  private static final List<String> SERVICES =
      List.of("portfolio-scheduler", "trade-signal", "notification", "machine-manager");

  private static final Pattern UNSUBSCRIBE =
      Pattern.compile("(?m)^List-Unsubscribe: *<(http[^>]+)>");

  private static final Pattern PORTFOLIO = Pattern.compile("\"portfolio\":\"([^\"]+)\"");

  @TempDir Path scratch;

  private final List<Jvm> running = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Options.Queue.class)
  void startsAWorkerForAPortfolioMailsTheResultAndStopsTheWorkerAgain(Options.Queue queue)
      throws Exception {
    // Given stores, four services, and no worker
    Servers servers = Servers.of(VarDirectory.create(scratch.resolve("var")), queue);
    servers.start();
    try {
      Jvm scheduler = startServices(servers);
      assertThat(machines(scheduler)).contains("\"fleet\":\"process\"", "\"machines\":[]");
      // When a portfolio is submitted and its market opens
      assertThat(scheduler.post("/api/v1/portfolios", Documents.cross(1), CALLER).statusCode())
          .isEqualTo(201);
      assertThat(scheduler.post("/api/v1/market-opens", OPEN, CALLER).statusCode()).isEqualTo(202);
      // Then a worker JVM starts, the run is done, its files are there and its mail is written
      awaitThat(LONGEST_RUN, () -> machines(scheduler).contains("\"id\":\"worker-"));
      List<ProcessHandle> workers = workers();
      assertThat(workers).hasSize(1);
      awaitThat(LONGEST_RUN, () -> counts(scheduler).contains("\"done\":1"));
      awaitThat(LONGEST_RUN, () -> files("mailbox", ".eml").size() == 1);
      assertThat(files("artifacts", "result.json")).hasSize(1);
      assertThat(scheduler.get("/mailbox", CALLER).statusCode()).isEqualTo(200);
      // and its reader leaves by the link in it, through the one port
      leavesByOneClick(scheduler);
      tellsTheWholeStory(scheduler);
      assertThat(scheduler.oneClick("/hooks/ses").statusCode()).isNotEqualTo(401);
      // and after the quiet time the worker ends by itself
      awaitThat(LONGEST_RUN, () -> machines(scheduler).contains("\"machines\":[]"));
      assertThat(workers).noneMatch(ProcessHandle::isAlive);
      assertThat(machines(scheduler)).contains("start 1", "stop worker-");
    } finally {
      for (Jvm service : running.reversed()) {
        service.close();
      }
      servers.stop();
    }
    assertThat(workers()).isEmpty();
  }

  /// A link scanner that opens the link ends nothing; what a mail program posts does, without a
  /// key.
  private void leavesByOneClick(Jvm scheduler) throws IOException {
    String mail =
        Files.readString(files("mailbox", ".eml").getFirst()).replaceAll("\r?\n[ \t]+", " ");
    Matcher header = UNSUBSCRIBE.matcher(mail);
    assertThat(header.find()).as("List-Unsubscribe").isTrue();
    String link = URI.create(header.group(1)).getRawPath();
    assertThat(mail).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    assertThat(scheduler.get(link).statusCode()).isEqualTo(200);
    assertThat(subscriptions(scheduler)).contains("CONFIRMED").doesNotContain("ENDED");
    assertThat(scheduler.oneClick(link).statusCode()).isEqualTo(200);
    assertThat(subscriptions(scheduler)).contains("ENDED").doesNotContain("CONFIRMED");
  }

  private static void tellsTheWholeStory(Jvm scheduler) throws IOException {
    Matcher portfolio = PORTFOLIO.matcher(subscriptions(scheduler));
    assertThat(portfolio.find()).isTrue();
    String question =
        "/api/v1/timeline?portfolio=" + portfolio.group(1) + "&session=XNYS:2018-05-11";
    String answer = scheduler.get(question, CALLER).body();
    assertThat(answer)
        .contains("\"complete\":true")
        .contains("portfolio-scheduler", "trade-signal", "notification");
  }

  private static String subscriptions(Jvm scheduler) throws IOException {
    return scheduler.get("/api/v1/subscriptions", CALLER).body();
  }

  @Test
  void aWorkerWithoutTheDatabaseThatKeepsItsJobsSaysWhatIsMissing() throws Exception {
    // Given
    Map<String, String> environment =
        Map.of("OPENBELL_QUEUE_KIND", "postgres", "QUARKUS_HTTP_PORT", "0");
    // When
    Jvm worker =
        Jvm.start("strategy-worker", scratch.resolve("worker.log"), 1, environment, List.of());
    running.add(worker);
    int code = worker.process().waitFor();
    // Then
    assertThat(code).isNotZero();
    assertThat(worker.log())
        .contains("openbell.queue.kind=postgres needs", "quarkus.datasource.jdbc.url");
  }

  private Jvm startServices(Servers servers) throws IOException {
    Map<String, String> common = new HashMap<>();
    common.put("QUARKUS_DATASOURCE_JDBC_URL", servers.postgres().jdbcUrl());
    common.put("QUARKUS_DATASOURCE_USERNAME", PostgresServer.USER);
    common.put("QUARKUS_DATASOURCE_PASSWORD", servers.postgres().password());
    if (servers.withRedis()) {
      common.put("QUARKUS_REDIS_HOSTS", servers.redis().uri());
    } else {
      common.put("OPENBELL_QUEUE_KIND", "postgres");
      // Nobody answers there: whoever wants a Redis fails.
      common.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:1");
    }
    common.put("OPENBELL_ARTIFACT_DIRECTORY", scratch.resolve("artifacts").toString());
    common.put("OPENBELL_NOTIFICATION_MAILBOX", scratch.resolve("mailbox").toString());
    common.put("OPENBELL_LINKS_KEY_FILE", scratch.resolve("link-keys").toString());
    common.put("OPENBELL_SECURITY_BOOTSTRAP_KEY", KEY);
    common.put("OPENBELL_MACHINES_FLEET", "process");
    common.put("OPENBELL_MACHINES_EVERY", "1s");
    common.put("OPENBELL_MACHINES_IDLE_GRACE", "3s");
    common.put("OPENBELL_MACHINES_PROCESS_DIRECTORY", scratch.resolve("machines").toString());
    int signals = Ports.free();
    int mailbox = Ports.free();
    int machines = Ports.free();
    common.put("OPENBELL_SCHEDULER_FORWARD_SIGNALS", "http://localhost:" + signals);
    common.put("OPENBELL_SCHEDULER_FORWARD_MAILBOX", "http://localhost:" + mailbox);
    common.put("OPENBELL_SCHEDULER_FORWARD_MACHINES", "http://localhost:" + machines);
    List<Integer> ports = List.of(Ports.free(), signals, mailbox, machines);
    for (int i = 0; i < ports.size(); i++) {
      Map<String, String> environment = new HashMap<>(common);
      environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.get(i)));
      Path log = scratch.resolve(SERVICES.get(i) + ".log");
      Jvm service = Jvm.start(SERVICES.get(i), log, ports.get(i), environment, List.of());
      running.add(service);
      awaitThat(LONGEST_START, service::ready);
    }
    return running.getFirst();
  }

  private static String machines(Jvm scheduler) throws IOException {
    return scheduler.get("/api/v1/machines", CALLER).body();
  }

  private static String counts(Jvm scheduler) throws IOException {
    return scheduler.get("/api/v1/market-opens/XNYS/2018-05-11", CALLER).body();
  }

  /// The workers of this tree, found by the operating system and not by our own notes.
  private static List<ProcessHandle> workers() {
    String jar = Jvm.ROOT.resolve("strategy-worker/target/quarkus-app/quarkus-run.jar").toString();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(jar))
        .toList();
  }

  private List<Path> files(String directory, String ending) throws IOException {
    Path root = scratch.resolve(directory);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(ending)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          // A temporary file may be gone before it is looked at.
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static void awaitThat(Duration longest, Callable<Boolean> condition) {
    await().atMost(longest).pollInterval(Duration.ofMillis(50)).until(condition);
  }
}
