package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.preview.Impact;
import openbell.scheduler.preview.Impacts;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// What an edit would change, before it is saved.
@Path("/api/v1/portfolios/{id}/impacts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ImpactResource {
  private final Caller caller;
  private final Previewing previewing;
  private final Impacts impacts;

  ImpactResource(Caller caller, Previewing previewing, Impacts impacts) {
    this.caller = caller;
    this.previewing = previewing;
    this.impacts = impacts;
  }

  /// @param state `RUNNING`, `DONE` or `FAILED`
  /// @param sessions that were compared, at most 250
  /// @param changed how many of them have another signal
  /// @param detail a sentence: what was found, or why nothing was
  /// @param changes oldest first, at most 1,000
  public record ImpactView(
      String id,
      Impact.State state,
      int sessions,
      int changed,
      String detail,
      List<Impact.SignalChange> changes,
      List<Impact.MetricChange> metrics,
      String self) {
    static ImpactView of(String portfolio, Impact impact) {
      return new ImpactView(
          impact.id(),
          impact.state(),
          impact.sessions(),
          impact.changed(),
          impact.detail(),
          impact.changes(),
          impact.metrics(),
          PortfolioView.path(portfolio) + "/impacts/" + impact.id());
    }
  }

  /// @param session the day to compare at, `YYYY-MM-DD`; absent for that of the newest result
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = ImpactView.class, responseCode = "202")
  public Response ask(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @QueryParam("session") @Nullable String session) {
    PortfolioId portfolio = Problems.portfolio(id);
    Impact impact =
        previewing.impact(
            caller.owner(),
            portfolio,
            body == null ? new byte[0] : body,
            session == null ? null : Problems.date(session, "/session"));
    ImpactView view = ImpactView.of(portfolio.value(), impact);
    return Response.accepted(view).location(URI.create(view.self())).build();
  }

  @GET
  @Path("{impact}")
  public ImpactView read(@PathParam("id") String id, @PathParam("impact") String impact) {
    PortfolioId portfolio = Problems.portfolio(id);
    return impacts
        .find(caller.owner(), portfolio, impact)
        .map(found -> ImpactView.of(portfolio.value(), found))
        .orElseThrow(
            () ->
                new ProblemException(
                    404, "impact-not-found", "There is no such impact; ask for it by POST first."));
  }
}
