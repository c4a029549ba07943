package openbell.scheduler.adapter;

import java.util.List;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.scheduler.gateway.Neighbours;
import openbell.scheduler.timeline.DistantParts;

/// Parts of the timeline that other services keep, asked over HTTP.
public final class HttpTimeline implements DistantParts {
  private final NeighbourLists lists;

  public HttpTimeline(Neighbours neighbours) {
    this.lists = new NeighbourLists(neighbours);
  }

  @Override
  public List<TimelineEvent> ask(String service, TimelineQuestion question, String authorization) {
    String portfolio = question.portfolio().value();
    String path =
        service.equals("trade-signal")
            ? "/api/v1/signals/" + portfolio + "/timeline"
            : "/api/v1/mailbox/timeline/" + portfolio;
    String session = question.session().market() + ":" + question.session().date();
    String query =
        "?session="
            + NeighbourLists.encoded(session)
            + "&recipient="
            + NeighbourLists.encoded(question.recipient());
    return lists.ask(service, path, query, authorization, TimelineEvent[].class);
  }
}
