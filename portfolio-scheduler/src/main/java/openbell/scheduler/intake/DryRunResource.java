package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import openbell.runtime.rest.Caller;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Evaluates a document that is not saved. Nobody is mailed, and the result is kept for some days.
@Path("/api/v1/portfolios/dry-runs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DryRunResource {
  private final Caller caller;
  private final Previewing previewing;

  DryRunResource(Caller caller, Previewing previewing) {
    this.caller = caller;
    this.previewing = previewing;
  }

  /// @param session the day to run for, `YYYY-MM-DD`; absent for the session that is open or opens
  /// next
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = RunView.class, responseCode = "202")
  public Response ask(byte @Nullable [] body, @QueryParam("session") @Nullable String session) {
    RunView run =
        previewing.dryRun(
            caller.owner(),
            body == null ? new byte[0] : body,
            session == null ? null : Problems.date(session, "/session"));
    return Response.accepted(run).location(URI.create(run.self())).build();
  }
}
