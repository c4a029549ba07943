package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import openbell.runtime.rest.Caller;

/// Proves that the record of a run is whole, and that it gives the same result again.
@Path("/api/v1/runs/{id}/verify")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class VerifyResource {
  private final Caller caller;
  private final Verifying verifying;

  VerifyResource(Caller caller, Verifying verifying) {
    this.caller = caller;
    this.verifying = verifying;
  }

  /// Waits a bounded time for the repetition; after that the verdict is `pending`, and asking again
  /// goes on waiting for the same one.
  @GET
  public VerifyView verify(@PathParam("id") String id) {
    return verifying.verify(verifying.find(caller.owner(), id));
  }
}
