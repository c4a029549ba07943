package openbell.notification.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import openbell.notification.event.EventDoor;
import openbell.runtime.rest.OpenToAll;
import openbell.runtime.rest.ProblemException;
import org.jspecify.annotations.Nullable;

/// Where Amazon SNS posts the events of SES. The signature is the proof; SNS knows no key of ours.
@Path("/hooks/ses")
@OpenToAll
@Blocking
public class SesHookResource {
  private static final int LONGEST = 300_000;

  private final EventDoor door;

  public SesHookResource(EventDoor door) {
    this.door = door;
  }

  // SNS says text/plain, and means JSON.
  @POST
  @Consumes({"text/plain", "application/json"})
  public Response take(@Nullable String letter) {
    if (letter == null || letter.isBlank() || letter.length() > LONGEST) {
      throw new ProblemException(400, "not-an-event", "The body is one message of Amazon SNS.");
    }
    return switch (door.open(letter)) {
      case TAKEN -> Response.noContent().build();
      case REFUSED ->
          throw new ProblemException(
              403, "event-refused", "It is not a signed message of the configured topic.");
      case CLOSED ->
          throw new ProblemException(
              404, "no-such-door", "Set openbell.ses-events.topic to take events here.");
    };
  }
}
