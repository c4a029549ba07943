package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.FormParam;
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
import openbell.model.artifact.Manifest;
import openbell.model.calendar.Upcoming;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.runtime.rest.Caller;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunLedger.Filter;
import openbell.scheduler.reconcile.RunRecord;
import org.jspecify.annotations.Nullable;

/// The pages of portfolios and runs.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class PageResource {
  private static final int LATEST_RUNS = 10;

  private final Caller caller;
  private final PortfolioBook book;
  private final RunLedger ledger;
  private final Results results;
  private final Running running;
  private final NextRuns nextRuns;

  PageResource(
      Caller caller,
      PortfolioBook book,
      RunLedger ledger,
      Results results,
      Running running,
      NextRuns nextRuns) {
    this.nextRuns = nextRuns;
    this.caller = caller;
    this.book = book;
    this.ledger = ledger;
    this.results = results;
    this.running = running;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance portfolios(PortfoliosPage page);

    static native TemplateInstance portfolio(PortfolioPage page);

    static native TemplateInstance runs(RunsPage page);

    static native TemplateInstance run(RunPage page);
  }

  /// One portfolio.
  ///
  /// @param next when it runs next, or would if it was not paused
  /// @param latest its newest run with a result; null while there is none
  public record PortfolioPage(
      PortfolioView portfolio,
      String document,
      List<RunRow> runs,
      boolean waiting,
      List<String> next,
      @Nullable RunPage latest) {}

  /// A table of runs.
  ///
  /// @param next id to continue after; empty on the last page
  public record RunsPage(List<RunRow> runs, boolean waiting, String next, boolean first) {}

  @GET
  public TemplateInstance portfolios(@QueryParam("after") @Nullable String after) {
    Owner owner = caller.owner();
    PortfolioId last = after == null ? null : Problems.portfolio(after);
    List<PortfolioLine> lines = book.list(owner, last, PortfoliosPage.LENGTH + 1);
    var newest = ledger.newestOf(owner, lines.stream().map(PortfolioLine::id).toList());
    List<RunRecord> latest = ledger.list(owner, Filter.ALL, LATEST_RUNS);
    return Templates.portfolios(PortfoliosPage.of(lines, newest, latest, results, after == null));
  }

  @GET
  @Path("portfolios/{id}")
  public TemplateInstance portfolio(@PathParam("id") String id) {
    PortfolioId portfolio = Problems.portfolio(id);
    PortfolioLine line = book.line(caller.owner(), portfolio).orElseThrow(Problems::noPortfolio);
    List<Upcoming> next = nextRuns.of(line.schedule());
    PortfolioView view = PortfolioView.of(line, List.of(), next);
    String document = book.document(caller.owner(), portfolio).orElseThrow(Problems::noPortfolio);
    Filter filter = new Filter(portfolio, null, null);
    List<RunRecord> found = ledger.list(caller.owner(), filter, PortfoliosPage.LENGTH);
    List<RunRow> runs = rows(found);
    RunPage latest =
        found.stream()
            // What a preview says counts for nothing, not even here.
            .filter(run -> run.artifact() != null && run.run().purpose() != Purpose.PREVIEW)
            .findFirst()
            .map(this::page)
            .orElse(null);
    return Templates.portfolio(
        new PortfolioPage(view, document, runs, waiting(runs), Show.upcoming(next), latest));
  }

  /// The button on a portfolio's page. The gate in front refuses it when another site sent it.
  @POST
  @Path("portfolios/{id}/runs")
  public Response run(@PathParam("id") String id, @FormParam("session") @Nullable String session) {
    RunView run =
        running.now(
            caller.owner(),
            Problems.portfolio(id),
            session == null || session.isBlank() ? null : Problems.date(session, "/session"));
    return Response.seeOther(URI.create("/runs/" + run.id())).build();
  }

  @GET
  @Path("runs")
  public TemplateInstance runs(@QueryParam("after") @Nullable String after) {
    Filter filter = new Filter(null, null, after == null ? null : Problems.run(after));
    List<RunRecord> found = ledger.list(caller.owner(), filter, PortfoliosPage.LENGTH + 1);
    List<RunRow> runs = rows(found.subList(0, Math.min(found.size(), PortfoliosPage.LENGTH)));
    return Templates.runs(new RunsPage(runs, waiting(runs), next(found), after == null));
  }

  @GET
  @Path("runs/{id}")
  public TemplateInstance run(@PathParam("id") String id) {
    RunId run = Problems.run(id);
    RunRecord record =
        ledger.find(caller.owner(), run).map(results::live).orElseThrow(Problems::noRun);
    return Templates.run(page(record));
  }

  private RunPage page(RunRecord record) {
    RunRow row = RunRow.of(record);
    boolean kept = book.line(caller.owner(), record.run().portfolio()).isPresent();
    ArtifactRef artifact = record.artifact();
    if (artifact == null) {
      return row.waiting() ? RunPage.waiting(row, kept) : RunPage.trouble(row, kept, row.reason());
    }
    try {
      Manifest manifest = results.manifest(artifact);
      return RunPage.of(row, kept, manifest, results.result(artifact));
    } catch (FailureException e) {
      return RunPage.trouble(row, kept, e.failure().detail());
    }
  }

  private static String next(List<RunRecord> found) {
    return found.size() > PortfoliosPage.LENGTH
        ? found.get(PortfoliosPage.LENGTH - 1).run().runId().value()
        : "";
  }

  private List<RunRow> rows(List<RunRecord> runs) {
    return runs.stream().map(results::live).map(RunRow::of).toList();
  }

  private static boolean waiting(List<RunRow> runs) {
    return runs.stream().anyMatch(RunRow::waiting);
  }
}
