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
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.market.Session;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.scheduler.batch.MarketOpens.Choice;
import openbell.scheduler.batch.MarketOpens.Opening;
import openbell.scheduler.batch.MarketOpens.Order;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunLedger.Counts;
import openbell.scheduler.reconcile.RunState;
import openbell.scheduler.schedule.CalendarSource;
import openbell.scheduler.schedule.SessionBatch;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Fires a session's batch by hand, and counts what became of it.
@Path("/api/v1/market-opens")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class MarketOpenResource {
  private static final Logger LOG = Logger.getLogger(MarketOpenResource.class);

  private final Caller caller;
  private final SessionBatch batch;
  private final RunLedger runs;
  private final OutboxTimer outbox;
  private final CalendarSource calendars;
  private final Clock clock;
  private final Batches batches;

  MarketOpenResource(
      Caller caller,
      SessionBatch batch,
      RunLedger runs,
      OutboxTimer outbox,
      CalendarSource calendars,
      Clock clock,
      Batches batches) {
    this.caller = caller;
    this.batch = batch;
    this.runs = runs;
    this.outbox = outbox;
    this.calendars = calendars;
    this.clock = clock;
    this.batches = batches;
  }

  /// Sessions that asked for runs, newest first. `after` is a session of the page before, as
  /// `XNYS:2018-05-11`.
  @GET
  public Page<OpeningView> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
    int most = Problems.limit(limit);
    return Page.of(
        batches.sessions(caller.owner(), cursor(after), most + 1),
        most,
        OpeningView::of,
        opening -> opening.session().market() + ":" + opening.session().date());
  }

  /// @throws ProblemException 400 when it is none
  static @Nullable Session cursor(@Nullable String after) {
    if (after == null) {
      return null;
    }
    try {
      int colon = after.indexOf(':');
      return new Session(
          after.substring(0, Math.max(0, colon)), LocalDate.parse(after.substring(colon + 1)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw Problems.badCursor();
    }
  }

  /// The runs of a batch, each portfolio with its newest revision.
  ///
  /// @param state `QUEUED`, `DONE` or `FAILED`; all when absent
  /// @param sort `newest` or `slowest`
  @GET
  @Path("{market}/{date}/runs")
  public Page<RunView> runs(
      @PathParam("market") String market,
      @PathParam("date") String date,
      @QueryParam("state") @Nullable String state,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    Session session = session(market, date);
    int most = Problems.limit(limit);
    Choice choice = new Choice(state(state), order(sort), RunResource.cursor(after));
    return Page.of(
        batches.runs(caller.owner(), session, choice, most + 1),
        most,
        RunView::of,
        run -> run.run().runId().value());
  }

  private static @Nullable RunState state(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (RunState state : List.of(RunState.QUEUED, RunState.DONE, RunState.FAILED)) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    throw new ProblemException(400, "bad-state", "state is one of QUEUED, DONE and FAILED.");
  }

  private static Order order(@Nullable String text) {
    return switch (text == null ? "newest" : text) {
      case "newest" -> Order.NEWEST;
      case "slowest" -> Order.SLOWEST;
      default -> throw new ProblemException(400, "bad-sort", "sort is newest or slowest.");
    };
  }

  /// Another try for every run of the batch that failed. Asking again adds nothing while they run.
  @POST
  @Path("{market}/{date}/retries")
  @APIResponseSchema(value = RetriesView.class, responseCode = "202")
  public Response retry(@PathParam("market") String market, @PathParam("date") String date) {
    Session session = session(market, date);
    return Response.accepted(new RetriesView(batches.retry(caller.owner(), session)))
        .location(URI.create(path(session)))
        .build();
  }

  /// `{"market": "XNYS", "session": "2018-05-11"}`. A portfolio is served once per session, so that
  /// asking again serves only those that came since.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = MarketOpenView.class, responseCode = "202")
  public Response fire(@Nullable MarketOpenWish wish) {
    TradingCalendar calendar = calendar(required(wish == null ? null : wish.market(), "market"));
    String day = required(wish == null ? null : wish.session(), "session");
    LocalDate date = Problems.date(day, "/session");
    SessionHours session = session(calendar, date);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (session.open().isAfter(now)) {
      throw Problems.invalid(
          "SESSION_IN_FUTURE", "/session", date + " has not opened yet.", "Name a past session.");
    }
    SessionBatch.Served served = batch.serve(caller.owner(), calendar, session, now);
    outbox.soon();
    LOG.infof("market open fired session=%s requested=%d", date, served.requested());
    return Response.accepted(view(session.session(), served.requested()))
        .location(URI.create(path(session.session())))
        .build();
  }

  @GET
  @Path("{market}/{date}")
  public MarketOpenView read(@PathParam("market") String market, @PathParam("date") String date) {
    return view(session(market, date), 0);
  }

  /// A session from a path: whatever is not one does not exist.
  static Session session(String market, String date) {
    try {
      return new Session(market, LocalDate.parse(date));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ProblemException(404, "session-not-found", "There is no such session.");
    }
  }

  private TradingCalendar calendar(String market) {
    Calendars known = calendars.now();
    return known
        .find(market)
        .orElseThrow(
            () ->
                Problems.invalid(
                    "CALENDAR_UNKNOWN",
                    "/market",
                    "There is no calendar for this market.",
                    "Use one of " + String.join(", ", known.known()) + "."));
  }

  private static SessionHours session(TradingCalendar calendar, LocalDate date) {
    return switch (calendar.day(date)) {
      case CalendarDay.Trading trading -> trading.hours();
      case CalendarDay.Closed closed ->
          throw Problems.invalid(
              "NO_SESSION",
              "/session",
              "%s is closed on %s: %s.".formatted(calendar.market(), date, closed.reason()),
              "Name a trading day.");
      case CalendarDay.BeyondHorizon beyond ->
          throw Problems.invalid(
              "CALENDAR_HORIZON_EXCEEDED",
              "/session",
              "The calendar of %s does not reach %s.".formatted(calendar.market(), date),
              "It reaches from %s to %s.".formatted(beyond.first(), beyond.last()));
    };
  }

  private static String required(@Nullable String value, String name) {
    if (value == null) {
      throw Problems.invalid("S001", "/" + name, name + " is missing.", "Add it.");
    }
    return value;
  }

  private MarketOpenView view(Session session, int requested) {
    Counts counts = runs.counts(session, caller.owner());
    return new MarketOpenView(
        session.market(),
        session.date(),
        requested,
        counts.all(),
        counts.queued(),
        counts.done(),
        counts.failed(),
        counts.missed(),
        path(session));
  }

  private static String path(Session session) {
    return "/api/v1/market-opens/" + session.market() + "/" + session.date();
  }

  /// A session's batch by state.
  ///
  /// @param requested how many runs this very request added
  public record MarketOpenView(
      String market,
      LocalDate session,
      int requested,
      int runs,
      int queued,
      int done,
      int failed,
      int missed,
      String self) {}

  /// A session in a list.
  public record OpeningView(
      String market,
      LocalDate session,
      int runs,
      int queued,
      int done,
      int failed,
      int missed,
      String self) {
    static OpeningView of(Opening opening) {
      Session session = opening.session();
      Counts counts = opening.counts();
      return new OpeningView(
          session.market(),
          session.date(),
          counts.all(),
          counts.queued(),
          counts.done(),
          counts.failed(),
          counts.missed(),
          path(session));
    }
  }

  /// @param retried how many runs were asked for again
  public record RetriesView(int retried) {}

  /// Which session of which market is to be served.
  public record MarketOpenWish(@Nullable String market, @Nullable String session) {}
}
