package openbell.runtime.alert.adapter;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alerts as posts in a Slack channel, besides the log.
///
/// The first alert of a reason is posted at once; the ones that follow within the pause are
/// counted,
/// and one post at its end says how many and shows the last. So a storm is at most one post per
/// reason and pause. Posting happens on a thread of its own: raising an alert never waits.
public final class SlackAlertSink implements AlertSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackAlertSink.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final AlertSink log;
  private final URI webhook;
  private final Duration pause;
  private final HttpClient http;
  private final ScheduledExecutorService poster;
  private final Map<FailureReason, Held> held = new EnumMap<>(FailureReason.class);

  /// What came while a reason was quiet.
  private record Held(int more, Alert last) {}

  /// @param log takes every alert first
  /// @param pause quiet time of a reason after a post
  public SlackAlertSink(AlertSink log, URI webhook, Duration pause) {
    this.log = log;
    this.webhook = webhook;
    this.pause = pause;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.poster =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("openbell-alert-slack").factory());
  }

  @Override
  public void raise(Alert alert) {
    log.raise(alert);
    boolean quiet;
    synchronized (held) {
      Held before = held.get(alert.reason());
      quiet = before != null;
      held.put(alert.reason(), new Held(before == null ? 0 : before.more() + 1, alert));
    }
    if (!quiet) {
      later(() -> post(alert, 0), Duration.ZERO);
      later(() -> endPause(alert.reason()), pause);
    }
  }

  /// Posts what was held back; quiet again if there was something, open again if not.
  private void endPause(FailureReason reason) {
    Held waiting;
    synchronized (held) {
      waiting = held.remove(reason);
      if (waiting != null && waiting.more() > 0) {
        held.put(reason, new Held(0, waiting.last()));
      }
    }
    if (waiting != null && waiting.more() > 0) {
      post(waiting.last(), waiting.more());
      later(() -> endPause(reason), pause);
    }
  }

  private void later(Runnable work, Duration delay) {
    try {
      var _ = poster.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // Closed: the log has the alert.
    }
  }

  private void post(Alert alert, int more) {
    HttpRequest request =
        HttpRequest.newBuilder(webhook)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body(alert, more)))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 300) {
        LOG.atWarn().addKeyValue("status", status).log("Slack refused an alert");
      }
    } catch (IOException e) {
      // The address is a secret, and an exception's message may name it.
      LOG.atWarn().addKeyValue("cause", e.getClass().getSimpleName()).log("Slack not reached");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static String body(Alert alert, int more) {
    StringBuilder text = new StringBuilder("*" + alert.reason() + "* " + escaped(alert.text()));
    new TreeMap<>(alert.keys())
        .forEach(
            (key, value) -> text.append("\n• ").append(key).append(": ").append(escaped(value)));
    if (more > 0) {
      text.append("\n_").append(more).append(" more of this reason since the last post_");
    }
    return "{\"text\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"}";
  }

  private static String escaped(String text) {
    return OneLine.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public void close() {
    poster.shutdownNow();
    http.close();
  }
}
