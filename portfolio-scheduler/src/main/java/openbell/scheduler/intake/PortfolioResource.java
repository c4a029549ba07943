package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.KeyedByItself;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.schedule.ScheduleLedger;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Portfolios: submit, list, read, edit, delete, pause, run now.
@Path("/api/v1/portfolios")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PortfolioResource {
  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  /// More than a year of sessions.
  private static final int MOST_SESSIONS = 400;

  private final Caller caller;
  private final PortfolioBook book;
  private final RunLedger runs;
  private final Submitting submitting;
  private final Running running;
  private final ScheduleLedger ledger;

  PortfolioResource(
      Caller caller,
      PortfolioBook book,
      RunLedger runs,
      Submitting submitting,
      Running running,
      ScheduleLedger ledger) {
    this.caller = caller;
    this.book = book;
    this.runs = runs;
    this.submitting = submitting;
    this.running = running;
    this.ledger = ledger;
  }

  /// 201 for a new portfolio, 200 when the same key and body came before.
  @POST
  @KeyedByItself
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = PortfolioView.class, responseCode = "201")
  public Response submit(
      byte @Nullable [] body, @HeaderParam("Idempotency-Key") @Nullable String key) {
    Submitting.Taken taken =
        submitting.submit(caller.owner(), body == null ? new byte[0] : body, key);
    return Response.status(taken.fresh() ? 201 : 200)
        .location(URI.create(PortfolioView.path(taken.view().id())))
        .tag(tag(taken.view().version()))
        .entity(taken.view())
        .build();
  }

  @GET
  public Page<PortfolioView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
    int most = Problems.limit(limit);
    List<PortfolioLine> found = book.list(caller.owner(), cursor(after), most + 1);
    return Page.of(found, most, PortfolioView::of, line -> line.id().value());
  }

  private static @Nullable PortfolioId cursor(@Nullable String after) {
    try {
      return after == null ? null : new PortfolioId(after);
    } catch (IllegalArgumentException e) {
      throw Problems.badCursor();
    }
  }

  @GET
  @Path("{id}")
  @APIResponseSchema(PortfolioView.class)
  public Response read(@PathParam("id") String id) {
    return tagged(submitting.view(caller.owner(), Problems.portfolio(id), List.of()));
  }

  /// Makes the document the next version. `If-Match` names the version that was edited, so that
  /// nobody overwrites what they have not seen.
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(PortfolioView.class)
  public Response edit(
      @PathParam("id") String id,
      byte @Nullable [] body,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    byte[] document = body == null ? new byte[0] : body;
    return tagged(submitting.edit(caller.owner(), Problems.portfolio(id), document, ifMatch));
  }

  /// It stays as it is and does not run by itself; `runs` still runs it.
  @POST
  @Path("{id}/pause")
  @APIResponseSchema(PortfolioView.class)
  public Response pause(@PathParam("id") String id) {
    return tagged(submitting.pause(caller.owner(), Problems.portfolio(id), true));
  }

  /// From the next session on it runs again; what came meanwhile is not caught up.
  @POST
  @Path("{id}/resume")
  @APIResponseSchema(PortfolioView.class)
  public Response resume(@PathParam("id") String id) {
    return tagged(submitting.pause(caller.owner(), Problems.portfolio(id), false));
  }

  private static Response tagged(PortfolioView view) {
    return Response.ok(view).tag(tag(view.version())).build();
  }

  static EntityTag tag(int version) {
    return new EntityTag(Integer.toString(version));
  }

  @GET
  @Path("{id}/document")
  public String document(@PathParam("id") String id) {
    return book.document(caller.owner(), Problems.portfolio(id)).orElseThrow(Problems::noPortfolio);
  }

  @DELETE
  @Path("{id}")
  @Produces(MediaType.WILDCARD)
  public Response delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    submitting.end(caller.owner(), Problems.portfolio(id), ifMatch);
    return Response.noContent().build();
  }

  @GET
  @Path("{id}/runs")
  public Page<RunView> runs(
      @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    int most = Problems.limit(limit);
    PortfolioId portfolio = Problems.portfolio(id);
    List<RunRecord> found =
        runs.list(
            caller.owner(),
            new RunLedger.Filter(portfolio, null, RunResource.cursor(after)),
            most + 1);
    if (found.isEmpty()) {
      known(portfolio);
    }
    return Page.of(found, most, RunView::of, run -> run.run().runId().value());
  }

  /// A deleted portfolio is known by what it left; one without anything is not there.
  private void known(PortfolioId portfolio) {
    if (book.document(caller.owner(), portfolio).isEmpty()) {
      throw Problems.noPortfolio();
    }
  }

  /// What became of its sessions, newest first; a deleted portfolio keeps them.
  @GET
  @Path("{id}/sessions")
  public List<SessionView> sessions(
      @PathParam("id") String id,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    LocalDate last = to == null ? LATEST : Problems.date(to, "/to");
    LocalDate first = from == null ? EARLIEST : Problems.date(from, "/from");
    PortfolioId portfolio = Problems.portfolio(id);
    List<SessionView> outcomes =
        ledger.outcomes(caller.owner(), portfolio, first, last, MOST_SESSIONS).stream()
            .map(SessionView::of)
            .toList();
    if (outcomes.isEmpty()) {
      known(portfolio);
    }
    return outcomes;
  }

  /// Runs the portfolio now; `{"session": "YYYY-MM-DD"}` runs it for another session.
  @POST
  @Path("{id}/runs")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = RunView.class, responseCode = "202")
  public Response run(@PathParam("id") String id, @Nullable RunWish wish) {
    String session = wish == null ? null : wish.session();
    RunView run =
        running.now(
            caller.owner(),
            Problems.portfolio(id),
            session == null ? null : Problems.date(session, "/session"));
    return Response.accepted(run).location(URI.create(run.self())).build();
  }

  /// Without a body it is the session that is open or opens next, whatever type nothing has.
  @POST
  @Path("{id}/runs")
  @Consumes(MediaType.WILDCARD)
  @APIResponseSchema(value = RunView.class, responseCode = "202")
  public Response run(@PathParam("id") String id) {
    return run(id, null);
  }

  /// @param session the day to run for; absent for the session that is open or opens next
  public record RunWish(@Nullable String session) {}
}
