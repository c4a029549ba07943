package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetUpVerbsTest {
  private static final String UP = "{\"status\": \"UP\", \"checks\": []}";

  @TempDir Path directory;

  private FakeService service;

  @BeforeEach
  void serve() throws IOException {
    service = new FakeService();
    service.environment.put("OPENBELL_VAR", directory.toString());
    Files.createDirectories(directory.resolve("log"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Path log(String name, String text) throws IOException {
    return Files.writeString(directory.resolve("log").resolve(name + ".log"), text);
  }

  @Test
  void doctorFindsAHealthyService() {
    // Given
    service.on("GET /q/health", UP);
    service.now = Instant.now();
    service.on("GET /api/v1/account", "{\"owner\": \"demo\", \"scopes\": [\"READ\"]}");

    // When
    service.openbell("doctor");

    // Then
    assertThat(service.out.toString())
        .containsPattern("ok +java +JDK 25")
        .containsPattern("ok +directory .*nothing runs on it")
        .containsPattern("ok +service .*is healthy")
        .containsPattern("ok +clock +within")
        .containsPattern("ok +key +demo, with READ")
        .containsPattern("skipped +version");
  }

  @Test
  void doctorSaysWhatIsWrongAndWhatToDo() throws IOException {
    // Given a server without its database, a clock that is wrong, a key that ended, and a crash
    service.on(
        "GET /q/health",
        "{\"status\": \"DOWN\", \"checks\": [{\"name\": \"Database connections health check\","
            + " \"status\": \"DOWN\"}]}");
    service.now = Instant.now().minusSeconds(3600);
    service.problem("GET /api/v1/account", 401, "unauthenticated", "");
    Files.writeString(directory.resolve("openbell.json"), "{\"pid\": 999999999, \"port\": 1}");

    // When
    int exit = service.openbell("doctor");

    // Then
    assertThat(exit).isEqualTo(Exit.NO);
    assertThat(service.out.toString())
        .containsPattern("problem +directory .*crashed on it")
        .contains("do  ./openbell up goes on with its data")
        .contains("Database connections health check is down")
        .contains("./openbell logs postgres")
        .containsPattern("differ by 3[56]\\d\\d s")
        .contains("set OPENBELL_API_KEY");
  }

  @Test
  void doctorKnowsAServiceThatDoesNotAnswerAndADiskThatIsFull() {
    // Given
    service.close();

    // When, Then
    assertThat(service.openbell("doctor", "--json")).isEqualTo(Exit.NO);
    assertThat(service.out.toString()).contains("nothing answers at", "\"level\" : \"PROBLEM\"");
    assertThat(LocalChecks.disk(directory, 1).level()).isEqualTo(Check.Level.PROBLEM);
    assertThat(LocalChecks.disk(directory, 1L << 30).level()).isEqualTo(Check.Level.WARNING);
    assertThat(LocalChecks.disk(directory, 1L << 40).level()).isEqualTo(Check.Level.OK);
  }

  @Test
  void logsPrintsTheLastLinesOfEachLog() throws IOException {
    // Given
    log("openbell", "one\ntwo\nthree\n");
    log("redis", "ready\n");

    // When, Then
    assertThat(service.openbell("logs", "-n", 2)).isZero();
    assertThat(service.out.toString().lines())
        .containsExactly("openbell  two", "openbell  three", "redis  ready");
    assertThat(service.openbell("logs", "redis", "--json")).isZero();
    assertThat(service.out.toString()).contains("{\"log\":\"redis\",\"line\":\"ready\"}");
    assertThat(service.openbell("logs", "nothing")).isEqualTo(Exit.NO_FILE);
    assertThat(service.openbell("logs", "../x")).isEqualTo(Exit.MISUSED);
  }

  @Test
  void followGoesOnWithWhatIsWrittenAndWithAFileThatBeginsAnew() throws Exception {
    // Given
    Path file = log("openbell", "one\n");
    Thread reader =
        Thread.ofVirtual().start(() -> service.openbell("logs", "openbell", "--follow"));
    try {
      await("one");
      // When
      Files.writeString(file, "two\nhal", StandardOpenOption.APPEND);
      await("two");
      Files.writeString(file, "x\n");
      // Then
      await("x");
      assertThat(service.out.toString()).doesNotContain("hal");
    } finally {
      reader.interrupt();
      assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
    }
  }

  private void await(String line) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (service.out.toString().lines().noneMatch(line::equals)) {
      assertThat(System.nanoTime()).as("time to see " + line).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void logsOfARunAreAskedForPageByPage() {
    // Given
    String run = "0123456789abcdef0123456789abcdef";
    service.on(
        "GET /api/v1/runs/" + run + "/log?limit=100",
        "{\"items\": [{\"at\": \"2018-05-07T13:30:00Z\", \"stage\": \"CLAIMED\", \"attempt\": 1,"
            + " \"detail\": \"by w1\"}]}");

    // When, Then
    assertThat(service.openbell("logs", "--run", run)).as(service.err.toString()).isZero();
    assertThat(service.out.toString()).containsPattern("2018-05-07T13:30:00Z +CLAIMED +1 +by w1");
  }

  @Test
  void bashCompletesVerbsAndOptions() throws Exception {
    // Given
    assertThat(service.openbell("completion", "bash")).isZero();
    Path script = Files.writeString(directory.resolve("openbell.bash"), service.out.toString());
    // When
    String verbs = completed(script, "openbell", "por");
    String options = completed(script, "openbell", "portfolio", "edit", "--if");
    String launcher = completed(script, "openbell", "up", "--no");
    // Then
    assertThat(verbs).contains("portfolio");
    assertThat(options).contains("--if-version");
    assertThat(launcher).contains("--no-demo");
    assertThat(service.openbell("completion", "zsh")).isZero();
    assertThat(service.out.toString()).contains("#compdef openbell");
    assertThat(service.openbell("completion", "fish")).isEqualTo(Exit.MISUSED);
  }

  /// What a real bash offers after these words.
  private static String completed(Path script, String... words) throws Exception {
    String line = String.join(" ", words);
    String test =
        """
        . "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="%s"; COMP_POINT=${#COMP_LINE}
        _complete_openbell; printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(line);
    ProcessBuilder bash = new ProcessBuilder("bash", "-c", test, "bash", script.toString());
    bash.command().addAll(List.of(words));
    Process process = bash.redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theExitCodesAreOneListForHelpAndDocument() throws IOException {
    // Given
    Path root = Path.of(System.getProperty("openbell.root", "..")).toAbsolutePath();
    String document = Files.readString(root.resolve("docs/cli.md"));
    assertThat(service.openbell("submit", "--help")).isZero();
    // When, Then
    for (Exit exit : Exit.values()) {
      assertThat(document)
          .containsPattern(
              "\\| " + exit.code() + " \\| " + Pattern.quote(exit.meaning().replace(".", "")));
      assertThat(service.out.toString()).containsPattern("(?m)^ *" + exit.code() + " ");
    }
    assertThat(service.openbell("validate", "--help")).isZero();
  }

  @Test
  void everyVerbHasADescriptionAndSpeaksJson() {
    // Given
    var whole = OpenbellCommand.commandLine(new Surroundings(Map.of(), _ -> Optional.empty()));
    // When, Then
    assertThat(whole.getSubcommands()).hasSizeGreaterThan(15);
    whole
        .getSubcommands()
        .forEach(
            (name, verb) -> {
              assertThat(verb.getCommandSpec().usageMessage().description()).as(name).isNotEmpty();
              boolean group = !verb.getSubcommands().isEmpty();
              if (!group && !name.equals("help") && !name.equals("completion")) {
                assertThat(verb.getCommandSpec().findOption("--json")).as(name).isNotNull();
              }
            });
  }

  @Test
  void anAccountSaysWhoAsksAndHowMuchIsLeft() {
    // Given
    service.on(
        "GET /api/v1/account",
        "{\"owner\": \"demo\", \"key\": \"local\", \"scopes\": [\"READ\"], \"operator\": true,"
            + " \"limits\": [{\"name\": \"portfolios\", \"used\": 2, \"most\": 1000}]}");

    // When, Then
    assertThat(service.openbell("account")).isZero();
    assertThat(service.out.toString())
        .contains("owner      demo", "none is asked for here", "operator   yes")
        .containsPattern("portfolios +2 +1000");
    assertThat(service.openbell("account", "--json")).isZero();
    assertThat(service.out.toString()).contains("\"most\" : 1000");
  }
}
