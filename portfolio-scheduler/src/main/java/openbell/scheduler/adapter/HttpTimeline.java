package openbell.scheduler.adapter;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.WireJson;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.scheduler.gateway.Neighbour;
import openbell.scheduler.gateway.Neighbours;
import openbell.scheduler.timeline.DistantParts;
import org.jspecify.annotations.Nullable;

/// Asks the neighbours that requests are passed on to.
public final class HttpTimeline implements DistantParts {
  private static final int OK = 200;

  private final Neighbours neighbours;
  private final JsonMapper json = WireJson.messages();

  public HttpTimeline(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  @Override
  public List<TimelineEvent> ask(String service, TimelineQuestion question, String authorization) {
    String portfolio = question.portfolio().value();
    String path =
        service.equals("trade-signal")
            ? "/api/v1/signals/" + portfolio + "/timeline"
            : "/api/v1/mailbox/timeline/" + portfolio;
    Optional<Neighbour> neighbour = neighbours.of(path);
    if (neighbour.isEmpty()) {
      throw missing(service + " runs elsewhere, and no address of it is configured.", null);
    }
    String target =
        path
            + "?session="
            + encoded(question.session().market() + ":" + question.session().date())
            + "&recipient="
            + encoded(question.recipient());
    Map<String, String> headers =
        authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization);
    Neighbour.Answer answer;
    try {
      answer =
          neighbour
              .get()
              .ask(new Neighbour.Request("GET", target, headers, new byte[0]))
              .toCompletableFuture()
              .join();
    } catch (CompletionException e) {
      throw missing(service + " does not answer now.", e);
    }
    return read(service, answer);
  }

  private List<TimelineEvent> read(String service, Neighbour.Answer answer) {
    if (answer.status() != OK) {
      throw missing(service + " answered with HTTP " + answer.status() + ".", null);
    }
    try {
      return List.of(json.readValue(answer.body(), TimelineEvent[].class));
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
