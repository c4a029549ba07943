package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher where it needs no build, and the servers where they need no services.
class LauncherTest {

  @TempDir Path scratch;

  private record Answer(int code, String text) {}

  @Test
  void namesItsVerbs() throws Exception {
    // When
    Answer answer = run(Jvm.ROOT.resolve("openbell"), "help");
    // Then
    assertThat(answer.code()).isZero();
    assertThat(answer.text())
        .contains(
            "up ",
            "down ",
            "status ",
            "backtest ",
            "sweep ",
            "compare ",
            "validate ",
            "queue stats ",
            "bench pipeline",
            "test ");
  }

  @Test
  void refusesAnUnknownVerbWithTheHelp() throws Exception {
    // When
    Answer answer = run(Jvm.ROOT.resolve("openbell"), "launch");
    // Then
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.text()).contains("there is no 'launch'", "./openbell up");
  }

  @Test
  void saysThatNothingRunsBeforeAnythingWasBuilt() throws Exception {
    // Given the launcher alone in a directory
    Path alone = Files.copy(Jvm.ROOT.resolve("openbell"), scratch.resolve("openbell"));
    // When
    Answer answer = run(alone, "status");
    // Then
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.text()).contains("nothing was built yet");
  }

  @Test
  void aTakenPortIsNamedTogetherWithTheWayOut() throws Exception {
    // Given
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      // When
      StartFailure failure = null;
      try {
        Ports.requireFree(port);
      } catch (StartFailure e) {
        failure = e;
      }
      // Then
      assertThat(failure)
          .isNotNull()
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("--port")
          .hasMessageContaining("OPENBELL_PORT");
    }
  }

  private static Answer run(Path launcher, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("sh", launcher.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }
}
