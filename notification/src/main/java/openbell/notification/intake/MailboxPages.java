package openbell.notification.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import openbell.runtime.rest.Caller;

/// The owner's mails as pages.
@Path("/mailbox")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class MailboxPages {

  // A mail brings its style inside and its picture as data; it loads nothing and runs nothing.
  private static final String MAIL_POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox;"
          + " frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

  private final Mailbox mailbox;
  private final Caller caller;

  public MailboxPages(Mailbox mailbox, Caller caller) {
    this.mailbox = mailbox;
    this.caller = caller;
  }

  /// The templates of these pages.
  @CheckedTemplate(basePath = "notification")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance mailbox(List<MailView> mails);

    static native TemplateInstance mail(MailDetail detail);
  }

  @GET
  public String list() {
    return Templates.mailbox(mailbox.list(caller.owner())).render();
  }

  @GET
  @Path("/{id}")
  public String read(@PathParam("id") String id) {
    return Templates.mail(mailbox.detail(caller.owner(), id)).render();
  }

  @GET
  @Path("/{id}/body")
  public Response body(@PathParam("id") String id) {
    return Response.ok(mailbox.body(caller.owner(), id))
        .header("Content-Security-Policy", MAIL_POLICY)
        .header("X-Frame-Options", "SAMEORIGIN")
        .header("Cache-Control", "no-store")
        .build();
  }
}
