package openbell.scheduler.adapter;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.WireJson;
import openbell.scheduler.gateway.Neighbour;
import openbell.scheduler.gateway.Neighbours;
import org.jspecify.annotations.Nullable;

/// Asks the neighbours that requests are passed on to for lists that they keep.
final class NeighbourLists {
  private static final int OK = 200;

  private final Neighbours neighbours;
  private final JsonMapper json = WireJson.messages();

  NeighbourLists(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /// @param path of the door, and whose it is
  /// @param query with its question mark, or empty
  /// @param authorization of who asks; empty for the local owner
  /// @throws FailureException when the service is not configured, away, or says something else
  <T> List<T> ask(
      String service, String path, String query, String authorization, Class<T[]> form) {
    Neighbour neighbour =
        neighbours
            .of(path)
            .orElseThrow(
                () ->
                    missing(
                        service + " runs elsewhere, and no address of it is configured.", null));
    Map<String, String> headers =
        authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization);
    try {
      Neighbour.Answer answer =
          neighbour
              .ask(new Neighbour.Request("GET", path + query, headers, new byte[0]))
              .toCompletableFuture()
              .join();
      if (answer.status() != OK) {
        throw missing(service + " answered with HTTP " + answer.status() + ".", null);
      }
      return List.of(json.readValue(answer.body(), form));
    } catch (CompletionException e) {
      throw missing(service + " does not answer now.", e);
    } catch (IOException e) {
      throw missing(service + " gave an answer that cannot be read.", e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static FailureException missing(String detail, @Nullable Exception cause) {
    Failure failure = new Failure(FailureReason.DATABASE_UNAVAILABLE, detail);
    return cause == null ? new FailureException(failure) : new FailureException(failure, cause);
  }
}
