package openbell.notification.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.TimelineDoor;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelinePart;
import openbell.runtime.timeline.TimelineQuestion;
import org.jspecify.annotations.Nullable;

/// Notification's part of the timeline, for a scheduler in another process.
@Path("/api/v1/mailbox/timeline/{portfolio}")
@Blocking
public class TimelineResource {
  private final Instance<TimelinePart> parts;
  private final Caller caller;

  public TimelineResource(Instance<TimelinePart> parts, Caller caller) {
    this.parts = parts;
    this.caller = caller;
  }

  @GET
  public List<TimelineEvent> events(
      @PathParam("portfolio") String portfolio,
      @QueryParam("session") @Nullable String session,
      @QueryParam("recipient") @Nullable String recipient) {
    TimelineQuestion question =
        TimelineDoor.question(caller.owner(), portfolio, session, recipient);
    return TimelineDoor.events(parts.stream(), "notification", question).orElse(List.of());
  }
}
