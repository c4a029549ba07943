package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import openbell.runtime.rest.Caller;
import openbell.scheduler.live.ProgressView;
import openbell.scheduler.reconcile.RunLedger;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/// What happens to one run, while it happens: first where it stands, then every step, then `end`.
@Path("/api/v1/runs/{id}/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
public class RunEventsResource {
  private final Caller caller;
  private final RunLedger ledger;
  private final Watching watching;

  RunEventsResource(Caller caller, RunLedger ledger, Watching watching) {
    this.caller = caller;
    this.ledger = ledger;
    this.watching = watching;
  }

  /// @param after goes before the header, which browsers send by themselves
  @GET
  @APIResponseSchema(ProgressView.class)
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  public Multi<OutboundSseEvent> events(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @HeaderParam("Last-Event-ID") @Nullable String last,
      @Context Sse sse) {
    var run = ledger.find(caller.owner(), Problems.run(id)).orElseThrow(Problems::noRun);
    return watching.run(run, sse, after == null ? last : after);
  }
}
