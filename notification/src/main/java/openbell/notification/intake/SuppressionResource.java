package openbell.notification.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import openbell.notification.deliver.HeaderText;
import openbell.notification.suppress.SuppressionList;
import openbell.notification.suppress.SuppressionList.Suppressed;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.OperatorsOnly;
import openbell.runtime.rest.ProblemException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The suppression list, for operators. Whoever changes it leaves a row in its history and a line
/// in the log.
@Path("/api/v1/mailbox/suppressions")
@OperatorsOnly
@Blocking
public class SuppressionResource {
  private static final Logger LOG = Logger.getLogger(SuppressionResource.class);
  private static final int MOST = 1000;

  private final SuppressionList list;
  private final Caller caller;
  private final Clock clock;

  public SuppressionResource(SuppressionList list, Caller caller, Clock clock) {
    this.list = list;
    this.caller = caller;
    this.clock = clock;
  }

  /// @param id by which it is taken off the list
  public record View(String id, String address, String reason, String source, Instant at) {
    static View of(Suppressed one) {
      return new View(one.id(), one.address(), one.reason().name(), one.source(), one.at());
    }
  }

  /// `{"address": "somebody@example.com"}`.
  public record Wish(@Nullable String address) {}

  /// Newest first, at most a thousand.
  @GET
  public List<View> list() {
    return list.list(MOST).stream().map(View::of).toList();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public View add(@Nullable Wish wish) {
    String address = wish == null || wish.address() == null ? "" : wish.address().strip();
    HeaderText.addressFlaw(address)
        .ifPresent(
            flaw -> {
              throw new ProblemException(
                  422, "invalid-address", "address: " + flaw + ", like somebody@example.com.");
            });
    Suppressed added = list.add(address, SuppressionList.Reason.BY_HAND, by(), clock.instant());
    LOG.infof("audit by=%s did=suppress address=%s", caller.owner().value(), added.id());
    return View.of(added);
  }

  @DELETE
  @Path("{id}")
  public Response remove(@PathParam("id") String id) {
    Suppressed removed =
        list.remove(id, by(), clock.instant())
            .orElseThrow(
                () ->
                    new ProblemException(
                        404, "suppression-not-found", "No address of that id is suppressed."));
    LOG.infof("audit by=%s did=unsuppress address=%s", caller.owner().value(), removed.id());
    return Response.noContent().build();
  }

  private String by() {
    return "operator " + caller.owner().value();
  }
}
