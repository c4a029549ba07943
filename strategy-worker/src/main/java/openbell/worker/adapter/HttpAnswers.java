package openbell.worker.adapter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openbell.model.run.FailureException;
import openbell.worker.market.NoBars;

/// Asks one address for one answer, within limits: no redirection is followed, an answer has a
/// largest size, and the whole of it has to be there in time.
///
/// What fails is told without the address, which may hold a key, and without the library's own
/// words, which may hold the address.
final class HttpAnswers {
  /// 20,000 bars as chart JSON need half of it.
  static final int LARGEST_ANSWER = 4 << 20;

  private final HttpClient client;
  private final Duration timeout;

  /// @param timeout from the connection to the last byte
  HttpAnswers(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /// @param retryAfter the header of this name, as it came
  record Reply(int status, byte[] body, Optional<String> retryAfter) {
    Reply {
      body = body.clone();
    }
  }

  /// @throws FailureException `MARKET_DATA_UNAVAILABLE`
  Reply get(URI address, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(timeout).header("User-Agent", "openbell");
    headers.forEach(request::setHeader);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply(
          response.statusCode(), response.body(), response.headers().firstValue("Retry-After"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw NoBars.now("the worker stops");
    } catch (TimeoutException _) {
      throw NoBars.now("the source takes too long");
    } catch (ExecutionException e) {
      throw NoBars.now(
          e.getCause() instanceof IOException io && isTooLong(io)
              ? "the source's answer is larger than %d bytes".formatted(LARGEST_ANSWER)
              : "the source does not answer");
    } finally {
      answer.cancel(true);
    }
  }

  private static boolean isTooLong(IOException e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (String.valueOf(at.getMessage()).contains("exceeds capacity")) {
        return true;
      }
    }
    return false;
  }
}
