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
import openbell.runtime.owned.OwnedRow;
import openbell.scheduler.gateway.Neighbour;
import openbell.scheduler.gateway.Neighbours;
import openbell.scheduler.takeout.DistantData;
import org.jspecify.annotations.Nullable;

/// Asks the neighbours that requests are passed on to.
public final class HttpOwnedParts implements DistantData {
  private static final int OK = 200;
  private static final Map<String, String> DOORS =
      Map.of("trade-signal", "/api/v1/record/data", "notification", "/api/v1/mailbox/data");

  private final Neighbours neighbours;
  private final JsonMapper json = WireJson.messages();

  public HttpOwnedParts(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  @Override
  public List<String> files(String service, String authorization) {
    return ask(service, "", authorization).stream().map(OwnedRow::key).toList();
  }

  @Override
  public List<OwnedRow> rows(String service, String file, String after, String authorization) {
    return ask(service, "?file=" + encoded(file) + "&after=" + encoded(after), authorization);
  }

  private List<OwnedRow> ask(String service, String query, String authorization) {
    String door = DOORS.getOrDefault(service, "");
    Neighbour neighbour =
        neighbours
            .of(door)
            .orElseThrow(
                () ->
                    missing(
                        service + " runs elsewhere, and no address of it is configured.", null));
    Map<String, String> headers =
        authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization);
    try {
      Neighbour.Answer answer =
          neighbour
              .ask(new Neighbour.Request("GET", door + query, headers, new byte[0]))
              .toCompletableFuture()
              .join();
      if (answer.status() != OK) {
        throw missing(service + " answered with HTTP " + answer.status() + ".", null);
      }
      return List.of(json.readValue(answer.body(), OwnedRow[].class));
    } catch (CompletionException e) {
      throw missing(service + " does not answer now.", e);
    } catch (IOException e) {
      throw missing(service + " gave an answer that cannot be read.", e);
    }
  }

  private static FailureException missing(String detail, @Nullable Exception cause) {
    Failure failure = new Failure(FailureReason.DATABASE_UNAVAILABLE, detail);
    return cause == null ? new FailureException(failure) : new FailureException(failure, cause);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
