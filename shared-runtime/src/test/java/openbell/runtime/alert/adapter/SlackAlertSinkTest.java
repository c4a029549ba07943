package openbell.runtime.alert.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlackAlertSinkTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final List<Alert> logged = new ArrayList<>();
  private HttpServer slack;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slack.createContext(
        "/services/secret",
        exchange -> {
          posts.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    slack.start();
  }

  @AfterEach
  void stop() {
    slack.stop(0);
  }

  private SlackAlertSink sink(Duration pause) {
    URI webhook =
        URI.create("http://127.0.0.1:" + slack.getAddress().getPort() + "/services/secret");
    return new SlackAlertSink(logged::add, webhook, pause);
  }

  private static Alert alert(FailureReason reason, String text) {
    return new Alert(reason, text, Map.of("runId", "42"));
  }

  private void awaitPosts(int count) {
    await().atMost(Duration.ofSeconds(10)).until(() -> posts.size() >= count);
  }

  @Test
  void postsWhatHappenedAndWhich() {
    try (SlackAlertSink sink = sink(LONG)) {
      // When
      sink.raise(alert(FailureReason.ARTIFACT_CORRUPT, "A \"file\" is <broken> & old."));
      awaitPosts(1);
    }
    // Then
    assertThat(posts.getFirst())
        .isEqualTo(
            "{\"text\":\"*ARTIFACT_CORRUPT* A \\\"file\\\" is &lt;broken&gt; &amp; old."
                + "\\n• runId: 42\"}");
    assertThat(logged).hasSize(1);
  }

  @Test
  void groupsAStormByReason() {
    try (SlackAlertSink sink = sink(LONG)) {
      // When
      for (int i = 0; i < 1_000; i++) {
        sink.raise(alert(FailureReason.STORE_UNAVAILABLE, "No store."));
      }
      sink.raise(alert(FailureReason.DATABASE_UNAVAILABLE, "No database."));
      awaitPosts(2);
    }
    // Then
    assertThat(posts).hasSize(2);
    assertThat(logged).hasSize(1_001);
  }

  @Test
  void saysAtTheEndOfThePauseHowManyWereHeldBack() {
    try (SlackAlertSink sink = sink(SHORT)) {
      // When
      for (int i = 0; i < 10; i++) {
        sink.raise(alert(FailureReason.STORE_UNAVAILABLE, "No store."));
      }
      awaitPosts(2);
    }
    // Then
    assertThat(posts.get(1)).contains("_9 more of this reason since the last post_");
  }

  @Test
  void postsAtOnceAgainWhenAPauseWasQuiet() {
    try (SlackAlertSink sink = sink(SHORT)) {
      // Given
      sink.raise(alert(FailureReason.DEFECT, "first"));
      awaitPosts(1);
      // When
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                sink.raise(alert(FailureReason.DEFECT, "again"));
                return posts.size() >= 2;
              });
    }
    // Then
    assertThat(posts.get(1)).contains("again");
  }

  @Test
  void neverThrowsAndNeverLogsTheAddress() {
    // Given
    StringBuilder log = new StringBuilder();
    Handler ear = listener(log);
    Logger root = Logger.getLogger("");
    root.addHandler(ear);
    status = 500;
    // When
    try (SlackAlertSink sink = sink(SHORT)) {
      sink.raise(alert(FailureReason.DEFECT, "refused"));
      awaitPosts(1);
      await().atMost(Duration.ofSeconds(10)).until(() -> log.indexOf("refused") >= 0);
      slack.stop(0);
      sink.raise(alert(FailureReason.CRASHED, "unreachable"));
      await().atMost(Duration.ofSeconds(10)).until(() -> log.indexOf("not reached") >= 0);
    } finally {
      root.removeHandler(ear);
    }
    // Then
    assertThat(log).doesNotContain("secret").doesNotContain("127.0.0.1");
  }

  private static Handler listener(StringBuilder log) {
    return new Handler() {
      @Override
      public synchronized void publish(LogRecord event) {
        log.append(event.getMessage()).append(event.getThrown()).append('\n');
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
