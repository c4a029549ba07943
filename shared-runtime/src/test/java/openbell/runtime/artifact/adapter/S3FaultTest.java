package openbell.runtime.artifact.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.artifact.ArtifactStore.Published;
import openbell.runtime.artifact.ArtifactStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/// F24: what a store may answer on a bad day, from a small server with a script.
class S3FaultTest {

  /// What happens to one conditional write.
  enum Fault {
    CONFLICT,
    UNAVAILABLE,
    SLOW_DOWN,
    RESET_BEFORE_STORING,
    RESET_AFTER_STORING,
    ERROR_AFTER_STORING
  }

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Deque<Fault> script = new ArrayDeque<>();
  private final List<Integer> pauses = new ArrayList<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private boolean ignoresConditions;
  private int answerEverything;
  private HttpServer server;
  private S3Client client;
  private S3ArtifactStore store;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    client = S3TestClient.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    store = new S3ArtifactStore(client, "bucket", pauses::add);
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void publishesOneCompleteArtifactWhateverHappensToTheManifest(Fault fault) {
    // Given
    store.probe();
    script.add(fault);
    // When
    Published published = publish("7");
    // Then
    assertThat(script).as("the fault was seen").isEmpty();
    assertThat(published.divergent()).isFalse();
    assertThat(store.manifest(published.ref()).fence()).isEqualTo("7");
    store.manifest(published.ref()).files().forEach(store::read);
  }

  @Test
  void repeatsAConflictWithAPause() {
    // Given
    store.probe();
    script.addAll(List.of(Fault.CONFLICT, Fault.CONFLICT));
    // When
    publish("7");
    // Then
    assertThat(pauses).containsExactly(1, 2);
  }

  @Test
  void givesUpAConflictThatNeverEnds() {
    // Given
    store.probe();
    script.addAll(Collections.nCopies(100, Fault.CONFLICT));
    // When, Then
    assertThatThrownBy(() -> publish("7"))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.STORE_UNAVAILABLE));
    assertThat(pauses).hasSize(4);
  }

  @Test
  void refusesAStoreThatIgnoresTheCondition() {
    // Given
    ignoresConditions = true;
    // When, Then
    assertThatThrownBy(store::probe)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("If-None-Match");
  }

  @Test
  void refusesSuchAStoreBeforeTheFirstManifestEvenWhenNobodyProbed() {
    // Given
    ignoresConditions = true;
    // When, Then
    assertThatThrownBy(() -> publish("7")).isInstanceOf(IllegalStateException.class);
    assertThat(objects.keySet()).noneMatch(key -> key.endsWith("manifest.json"));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500, 503})
  void callsAStoreThatRefusesUnavailable(int status) {
    // Given
    answerEverything = status;
    // When, Then
    assertThatThrownBy(() -> publish("7"))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.STORE_UNAVAILABLE));
  }

  @Test
  void callsAStoreThatIsNotThereUnavailable() {
    // Given
    server.stop(0);
    // When, Then
    assertThatThrownBy(() -> store.find("runs/anna"))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(FailureReason.STORE_UNAVAILABLE));
  }

  @Test
  void sendsAChecksumThatEveryStoreKnowsAndNoTrailer() {
    // When
    publish("7");
    // Then
    assertThat(headers).allMatch(h -> h.contains("x-amz-checksum-sha256="));
    assertThat(headers).noneMatch(h -> h.contains("aws-chunked") || h.contains("trailer"));
  }

  private Published publish(String fence) {
    return store.publish(ArtifactStoreContract.draft(fence, ArtifactStoreContract.files()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().replaceFirst("^/bucket/", "");
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (answerEverything != 0) {
        respond(exchange, answerEverything, new byte[0]);
        return;
      }
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, key, body);
        case "GET" -> {
          byte[] stored = objects.get(key);
          respond(exchange, stored == null ? 404 : 200, stored == null ? new byte[0] : stored);
        }
        case "DELETE" -> {
          objects.remove(key);
          respond(exchange, 204, new byte[0]);
        }
        default -> respond(exchange, 405, new byte[0]);
      }
    }
  }

  private synchronized void put(HttpExchange exchange, String key, byte[] body) throws IOException {
    headers.add(headersOf(exchange));
    boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
    Fault fault = conditional && key.endsWith("manifest.json") ? script.poll() : null;
    if (fault == Fault.CONFLICT) {
      respond(exchange, 409, new byte[0]);
    } else if (fault == Fault.UNAVAILABLE) {
      respond(exchange, 500, new byte[0]);
    } else if (fault == Fault.SLOW_DOWN) {
      respond(exchange, 503, new byte[0]);
    } else if (fault == Fault.RESET_BEFORE_STORING) {
      exchange.close();
    } else if (conditional && !ignoresConditions && objects.putIfAbsent(key, body) != null) {
      respond(exchange, 412, new byte[0]);
    } else {
      objects.put(key, body);
      switch (fault) {
        case RESET_AFTER_STORING -> exchange.close();
        case ERROR_AFTER_STORING -> respond(exchange, 500, new byte[0]);
        case null, default -> respond(exchange, 200, new byte[0]);
      }
    }
  }

  private static String headersOf(HttpExchange exchange) {
    StringBuilder all = new StringBuilder();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> all.append(name.toLowerCase(Locale.ROOT)).append('=').append(values));
    return all.toString();
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("ETag", "\"e\"");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
