package openbell.notification.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import openbell.runtime.rest.Caller;

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

  @GET
  public List<MailView> list() {
    return mailbox.list(caller.owner());
  }

  @GET
  @Path("/{id}")
  public MailDetail read(@PathParam("id") String id) {
    return mailbox.detail(caller.owner(), id);
  }
}
