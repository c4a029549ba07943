package openbell.machines.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import openbell.machines.adapter.FlyAnswer.Done;
import openbell.machines.adapter.FlyAnswer.NotSent;
import openbell.machines.adapter.FlyAnswer.Refused;
import openbell.machines.adapter.FlyAnswer.Unknown;
import openbell.machines.adapter.RequestRates.Claim;
import openbell.machines.adapter.RequestRates.Rate;
import org.jspecify.annotations.Nullable;

/// One request after the other to the Machines API: within its limits, patient with a busy server,
/// and clear about what is known afterwards.
///
/// The API takes 1 request a second per action and machine or app, 3 at once, and for one machine's
/// state 5 a second, 10 at once. Here each bucket holds one less and fills more slowly: requests do
/// not arrive as evenly as they are sent, and the JDK's client repeats a GET by itself when the
/// connection ends before the answer.
final class FlyApi {
  /// Header of the proof that one holds a machine's lease.
  static final String NONCE = "fly-machine-lease-nonce";

  private static final Rate ACTION = new Rate(0.75, 2);
  private static final Rate READ = new Rate(4, 9);
  private static final Rate ALL = new Rate(10, 20);

  /// Longest wait for a token; then the caller decides anew.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int TRIES = 3;
  private static final Duration BACKOFF = Duration.ofMillis(500);
  private static final int LONGEST_ANSWER = 8 << 20;
  private static final int LONGEST_QUOTE = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FlySettings settings;
  private final RequestRates rates;
  private final Breaker breaker;
  private final Pause pause;
  private final RandomGenerator random;
  private final HttpClient client;

  /// What is asked for.
  ///
  /// @param path after `/v1/apps/APP/machines`, which also says of which machine
  /// @param rates what it takes a token from
  /// @param harmless whether it may simply be asked again when its outcome is not known
  record Call(
      String method,
      String path,
      @Nullable JsonNode body,
      Map<String, String> headers,
      List<Claim> rates,
      boolean harmless) {

    /// Listing and making share one bucket of the app.
    static Call ofApp(String method, @Nullable JsonNode body) {
      boolean reads = method.equals("GET");
      return new Call(method, "", body, Map.of(), List.of(new Claim("app", ACTION), all()), reads);
    }

    /// Each action has a bucket per machine.
    static Call ofMachine(
        String id,
        String action,
        String method,
        String path,
        @Nullable JsonNode body,
        String nonce) {
      boolean reads = method.equals("GET");
      Rate rate = reads ? READ : ACTION;
      return new Call(
          method,
          "/" + id + path,
          body,
          nonce.isEmpty() ? Map.of() : Map.of(NONCE, nonce),
          List.of(new Claim(action + " " + id, rate), all()),
          reads);
    }

    private static Claim all() {
      return new Claim("all", ALL);
    }
  }

  FlyApi(FlySettings settings, Clock clock, Pause pause, RandomGenerator random) {
    this.settings = settings;
    this.rates = new RequestRates(clock);
    this.breaker = new Breaker(clock);
    this.pause = pause;
    this.random = random;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect could carry the token elsewhere.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /// A server that is busy is asked up to three times. What may have been done is not asked again
  /// unless it is harmless.
  FlyAnswer ask(Call call) {
    FlyAnswer answer = new NotSent("nothing was tried");
    for (int attempt = 0; attempt < TRIES; attempt++) {
      if (breaker.open()) {
        return attempt == 0 ? new NotSent("The Machines API failed too often; it rests.") : answer;
      }
      try {
        if (attempt > 0) {
          pause.of(backoff(attempt));
        }
        Duration wait = rates.take(call.rates(), PATIENCE);
        if (wait.compareTo(PATIENCE) > 0) {
          return new NotSent("The limits of the Machines API allow no request now.");
        }
        if (wait.isPositive()) {
          pause.of(wait);
        }
        answer = send(call);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return new Unknown("Interrupted before the answer.");
      }
      if (!again(call, answer)) {
        return answer;
      }
    }
    return answer;
  }

  // A refusal that comes back here is "too many": then nothing was done.
  private static boolean again(Call call, FlyAnswer answer) {
    return switch (answer) {
      case Done _ -> false;
      case Refused refused -> refused.status() == 429;
      case Unknown _ -> call.harmless();
      case NotSent _ -> true;
    };
  }

  private Duration backoff(int attempt) {
    long most = BACKOFF.toMillis() << attempt;
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2));
  }

  private FlyAnswer send(Call call) throws InterruptedException {
    try {
      HttpResponse<byte[]> response =
          client.send(
              request(call),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
      return read(response.statusCode(), response.body());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      breaker.failed();
      return new NotSent("The Machines API cannot be reached: " + e.getMessage());
    } catch (IOException e) {
      breaker.failed();
      return new Unknown("The answer of the Machines API was lost: " + e.getMessage());
    }
  }

  private FlyAnswer read(int status, byte[] body) {
    if (status / 100 == 2) {
      try {
        JsonNode json = body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
        breaker.worked();
        return new Done(json);
      } catch (IOException e) {
        breaker.failed();
        return new Unknown("The Machines API answered " + status + " with a broken body.");
      }
    }
    Refused refused = new Refused(status, status + ": " + quote(body));
    // No room is an answer of a healthy server, even as a 503.
    if (refused.noRoom() || (status < 500 && status != 408 && status != 429)) {
      breaker.worked();
      return refused;
    }
    breaker.failed();
    return status == 429 ? refused : new Unknown("The Machines API answered " + refused.text());
  }

  private HttpRequest request(Call call) throws JsonProcessingException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                settings.base().resolve("/v1/apps/" + settings.app() + "/machines" + call.path()))
            .timeout(settings.timeout())
            .header("Authorization", "Bearer " + settings.token())
            .header("Content-Type", "application/json")
            .method(
                call.method(),
                call.body() == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(call.body())));
    call.headers().forEach(request::header);
    return request.build();
  }

  private String quote(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    String hidden = text.replace(settings.token(), "…");
    return hidden.length() > LONGEST_QUOTE ? hidden.substring(0, LONGEST_QUOTE) + "…" : hidden;
  }
}
