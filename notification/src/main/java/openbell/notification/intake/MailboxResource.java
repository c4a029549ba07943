package openbell.notification.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// The owner's mails as JSON.
@Path("/api/v1/mailbox")
@Blocking
public class MailboxResource {
  private final Mailbox mailbox;
  private final Caller caller;

  public MailboxResource(Mailbox mailbox, Caller caller) {
    this.mailbox = mailbox;
    this.caller = caller;
  }

  /// Newest first, at most 200; `after` is the id of the last one of the page before.
  @GET
  public List<MailView> list(@BeanParam MailQuery wanted) {
    return mailbox.list(caller.owner(), wanted.query(), Mailbox.MOST);
  }

  @GET
  @Path("/{id}")
  public MailDetail read(@PathParam("id") String id) {
    return mailbox.detail(caller.owner(), id);
  }

  /// `{"reason": "..."}`. Sends the copy once more, under a key of its own.
  @POST
  @Path("/{id}/resend")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = Resent.class, responseCode = "202")
  public Response again(@PathParam("id") String id, @Nullable ResendWish wish) {
    String reason = wish == null ? null : wish.reason();
    if (reason == null) {
      throw new ProblemException(422, "bad-reason", "`reason` says why it is sent again.");
    }
    String copy = mailbox.again(caller.owner(), id, reason);
    return Response.accepted(new Resent(copy))
        .location(URI.create("/api/v1/mailbox/" + copy))
        .build();
  }

  /// @param reason one line for the audit
  public record ResendWish(@Nullable String reason) {}

  /// @param id ledger id of the repetition
  public record Resent(String id) {}
}
