package openbell.notification.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
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
import org.jspecify.annotations.Nullable;

/// The owner's mails as pages.
@Path("/mailbox")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class MailboxPages {

  // Its links open in a window of their own, as in a mail program: frames show none of our pages.
  // A mail brings its style inside and its picture as data; it loads nothing and runs nothing.
  private static final String MAIL_POLICY =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox allow-popups"
          + " allow-popups-to-escape-sandbox;"
          + " frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

  /// Mails on one page.
  private static final int LENGTH = 50;

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

    static native TemplateInstance mailbox(MailboxPage page);

    static native TemplateInstance mail(MailDetail detail);

    static native TemplateInstance resend(MailDetail detail);
  }

  /// A list of mails.
  ///
  /// @param next end of the next page's address; empty on the last one
  public record MailboxPage(MailQuery wanted, List<MailView> mails, String next) {}

  @GET
  public String list(@BeanParam MailQuery wanted) {
    List<MailView> found = mailbox.list(caller.owner(), wanted.query(), LENGTH + 1);
    List<MailView> mails = found.subList(0, Math.min(LENGTH, found.size()));
    String next = found.size() > LENGTH ? wanted.next(mails.getLast().id()) : "";
    return Templates.mailbox(new MailboxPage(wanted, mails, next)).render();
  }

  @GET
  @Path("/{id}")
  public String read(@PathParam("id") String id) {
    return Templates.mail(mailbox.detail(caller.owner(), id)).render();
  }

  /// Asks once more before anything is sent.
  @GET
  @Path("/{id}/resend")
  public String confirm(@PathParam("id") String id) {
    return Templates.resend(mailbox.detail(caller.owner(), id)).render();
  }

  /// The button of that page. The gate in front refuses it when another site sent it.
  @POST
  @Path("/{id}/resend")
  public Response again(@PathParam("id") String id, @FormParam("reason") @Nullable String reason) {
    String copy = mailbox.again(caller.owner(), id, reason == null ? "" : reason);
    return Response.seeOther(URI.create("/mailbox/" + copy)).build();
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
