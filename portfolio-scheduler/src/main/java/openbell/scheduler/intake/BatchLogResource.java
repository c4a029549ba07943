package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import openbell.runtime.rest.Caller;
import openbell.scheduler.live.ProgressView;
import openbell.scheduler.live.Subject;
import org.jspecify.annotations.Nullable;

/// The stored log of the runs of one session.
@Path("/api/v1/market-opens/{market}/{date}/log")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BatchLogResource {
  private final Caller caller;
  private final Watching watching;

  BatchLogResource(Caller caller, Watching watching) {
    this.caller = caller;
    this.watching = watching;
  }

  /// @param after the `seq` of the last line that is known
  @GET
  public Page<ProgressView> read(
      @PathParam("market") String market,
      @PathParam("date") String date,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    var session = MarketOpenResource.session(market, date);
    return watching.log(new Subject.OfBatch(caller.owner(), session), after, limit);
  }
}
