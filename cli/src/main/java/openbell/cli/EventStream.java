package openbell.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Server-Sent Events, one after the other. Read on a thread of its own, so that waiting for the
/// next one has an end.
final class EventStream implements AutoCloseable {
  /// Events that wait here; the service is read no further before they are taken.
  private static final int MOST_WAITING = 256;

  private final InputStream in;
  private final Thread reader;
  private final BlockingQueue<Taken> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  private EventStream(InputStream in) {
    this.in = in;
    this.reader = Thread.ofVirtual().name("openbell-events").unstarted(this::read);
  }

  /// What comes out of a stream.
  sealed interface Taken {
    /// @param id empty when it has none
    record Event(String name, String id, JsonNode data) implements Taken {}

    /// The connection is gone; more may follow on another one.
    record Broken() implements Taken {}
  }

  static EventStream of(InputStream in) {
    EventStream stream = new EventStream(in);
    stream.reader.start();
    return stream;
  }

  /// @return empty when nothing comes in time
  Optional<Taken> next(Duration within) {
    try {
      return Optional.ofNullable(waiting.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw VerbFailure.stopped();
    }
  }

  private void read() {
    try {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        events(lines);
      } catch (IOException _) {
        // Said below, as for an orderly end: both mean that nothing more comes from here.
      }
      waiting.put(new Taken.Broken());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void events(BufferedReader lines) throws IOException, InterruptedException {
    String name = "message";
    String id = "";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty() || name.equals("end")) {
          waiting.put(new Taken.Event(name, id, json(data.toString())));
        }
        name = "message";
        data.setLength(0);
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
      switch (field) {
        case "event" -> name = value;
        case "id" -> id = value;
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        default -> {
          // A comment that keeps the connection open, or a field of a later version.
        }
      }
    }
  }

  private static JsonNode json(String text) {
    @Nullable JsonNode node;
    try {
      node = OpenbellService.JSON.readTree(text);
    } catch (JsonProcessingException _) {
      node = null;
    }
    return node == null ? OpenbellService.JSON.createObjectNode() : node;
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      in.close();
    } catch (IOException _) {
      // Nothing is lost: whoever closes wants no more of it.
    }
  }
}
