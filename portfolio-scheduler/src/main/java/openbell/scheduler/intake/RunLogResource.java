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
import openbell.scheduler.reconcile.RunLedger;
import org.jspecify.annotations.Nullable;

/// The stored log of one run.
@Path("/api/v1/runs/{id}/log")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RunLogResource {
  private final Caller caller;
  private final RunLedger ledger;
  private final Watching watching;

  RunLogResource(Caller caller, RunLedger ledger, Watching watching) {
    this.caller = caller;
    this.ledger = ledger;
    this.watching = watching;
  }

  /// @param after the `seq` of the last line that is known
  @GET
  public Page<ProgressView> read(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    var run = ledger.find(caller.owner(), Problems.run(id)).orElseThrow(Problems::noRun).run();
    return watching.log(new Subject.OfRun(run.owner(), run.runId()), after, limit);
  }
}
