package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import openbell.runtime.rest.Caller;
import org.jspecify.annotations.Nullable;

/// The export buttons of a run's page. The gate in front refuses them when another site sent them.
@Path("/runs/{id}/exports")
@Blocking
public class ExportButtons {
  private final Caller caller;
  private final Exporting exporting;

  ExportButtons(Caller caller, Exporting exporting) {
    this.caller = caller;
    this.exporting = exporting;
  }

  @POST
  public Response export(@PathParam("id") String id, @FormParam("format") @Nullable String format) {
    var file = exporting.make(caller.owner(), id, format);
    return Response.seeOther(URI.create(ExportResource.path(id, file))).build();
  }
}
