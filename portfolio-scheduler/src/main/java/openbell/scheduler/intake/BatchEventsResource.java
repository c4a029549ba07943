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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/// What happens to the runs of one session, while it happens, with the counts of the batch.
@Path("/api/v1/market-opens/{market}/{date}/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
public class BatchEventsResource {
  private final Caller caller;
  private final Watching watching;

  BatchEventsResource(Caller caller, Watching watching) {
    this.caller = caller;
    this.watching = watching;
  }

  /// @param after goes before the header, which browsers send by themselves
  @GET
  @APIResponseSchema(ProgressView.class)
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  public Multi<OutboundSseEvent> events(
      @PathParam("market") String market,
      @PathParam("date") String date,
      @QueryParam("after") @Nullable String after,
      @HeaderParam("Last-Event-ID") @Nullable String last,
      @Context Sse sse) {
    return watching.batch(
        caller.owner(),
        MarketOpenResource.session(market, date),
        sse,
        after == null ? last : after);
  }
}
