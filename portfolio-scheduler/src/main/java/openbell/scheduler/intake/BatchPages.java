package openbell.scheduler.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.runtime.rest.Caller;
import openbell.scheduler.batch.MarketOpens.Choice;
import openbell.scheduler.batch.MarketOpens.Opening;
import openbell.scheduler.batch.MarketOpens.Order;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.reconcile.RunState;
import org.jspecify.annotations.Nullable;

/// The market opens of an owner as pages: all of them, and one with what it took and what failed.
@Path("/batches")
@Produces(MediaType.TEXT_HTML)
@Blocking
public class BatchPages {
  /// Runs of the waterfall: as many as can be read at a glance.
  private static final int BARS = 25;

  private final Caller caller;
  private final Batches batches;
  private final RunLedger ledger;
  private final Results results;
  private final Clock clock;

  BatchPages(Caller caller, Batches batches, RunLedger ledger, Results results, Clock clock) {
    this.caller = caller;
    this.batches = batches;
    this.ledger = ledger;
    this.results = results;
    this.clock = clock;
  }

  @CheckedTemplate(basePath = "scheduler")
  static class Templates {
    static native TemplateInstance batches(ListPage page);

    static native TemplateInstance batch(BatchPage page);
  }

  /// Sessions, newest first.
  ///
  /// @param next session to continue after; empty on the last page
  public record ListPage(List<Row> rows, boolean waiting, boolean first, String next) {}

  /// One session. The parts are widths of its meter, of `BatchPage.WIDTH` units.
  public record Row(String market, String date, String day, RunLedger.Counts counts) {
    static Row of(Opening opening) {
      Session session = opening.session();
      return new Row(
          session.market(), session.date().toString(), Show.day(session.date()), opening.counts());
    }

    public int done() {
      return part(counts.done());
    }

    public int failed() {
      return part(counts.failed());
    }

    private int part(int runs) {
      return counts.all() == 0 ? 0 : (int) ((long) runs * BatchPage.WIDTH / counts.all());
    }
  }

  @GET
  public TemplateInstance list(@QueryParam("after") @Nullable String after) {
    List<Opening> found =
        batches.sessions(
            caller.owner(), MarketOpenResource.cursor(after), PortfoliosPage.LENGTH + 1);
    boolean more = found.size() > PortfoliosPage.LENGTH;
    List<Row> rows = found.stream().limit(PortfoliosPage.LENGTH).map(Row::of).toList();
    boolean waiting = rows.stream().anyMatch(row -> row.counts().queued() > 0);
    String next = more ? rows.getLast().market() + ":" + rows.getLast().date() : "";
    return Templates.batches(new ListPage(rows, waiting, after == null, next));
  }

  @GET
  @Path("{market}/{date}")
  public TemplateInstance batch(
      @PathParam("market") String market,
      @PathParam("date") String date,
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("retried") @Nullable String retried) {
    Session session = MarketOpenResource.session(market, date);
    Owner owner = caller.owner();
    RunState wanted = "failed".equals(state) ? RunState.FAILED : null;
    Choice choice = new Choice(wanted, Order.NEWEST, after == null ? null : Problems.run(after));
    List<RunRecord> found = batches.runs(owner, session, choice, PortfoliosPage.LENGTH + 1);
    Instant now = clock.instant();
    List<RunRecord> slowest = batches.runs(owner, session, Choice.SLOWEST, BARS);
    Duration axis = BatchPage.axis(slowest, now);
    return Templates.batch(
        new BatchPage(
            BatchPage.Title.of(session, wanted == null ? "" : "failed"),
            said(retried),
            ledger.counts(session, owner),
            BatchPage.PaceView.of(batches.opens().pace(owner, session)),
            batches.opens().causes(owner, session).stream().map(BatchPage.CauseView::of).toList(),
            BatchPage.bars(slowest, axis, now),
            BatchPage.ticks(axis),
            found.stream().limit(PortfoliosPage.LENGTH).map(results::live).map(RunRow::of).toList(),
            next(found)));
  }

  /// The button below the failures.
  @POST
  @Path("{market}/{date}/retries")
  public Response retry(@PathParam("market") String market, @PathParam("date") String date) {
    Session session = MarketOpenResource.session(market, date);
    int retried = batches.retry(caller.owner(), session);
    return Response.seeOther(
            URI.create(
                "/batches/%s/%s?retried=%d".formatted(session.market(), session.date(), retried)))
        .build();
  }

  /// Only the number of the address is shown, and only when it is one.
  private static String said(@Nullable String retried) {
    if (retried == null || !retried.matches("\\d{1,6}")) {
      return "";
    }
    return switch (Integer.parseInt(retried)) {
      case 0 -> "There was no failed run to ask for again.";
      case 1 -> "One run was asked for again.";
      default -> retried + " runs were asked for again.";
    };
  }

  private static String next(List<RunRecord> found) {
    return found.size() > PortfoliosPage.LENGTH
        ? found.get(PortfoliosPage.LENGTH - 1).run().runId().value()
        : "";
  }
}
