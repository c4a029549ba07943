package openbell.scheduler.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import openbell.model.market.Session;
import openbell.runtime.rest.Caller;
import openbell.scheduler.proof.Comparison;
import openbell.scheduler.proof.Replay;
import openbell.scheduler.proof.Replayed;
import openbell.scheduler.proof.Replayed.Decision;
import openbell.scheduler.reconcile.RunRecord;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Past sessions, done again from what their runs recorded.
@Path("/api/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ReplayResource {
  private final Caller caller;
  private final Replay replay;
  private final OutboxTimer outbox;
  private final Clock clock;

  ReplayResource(Caller caller, Replay replay, OutboxTimer outbox, Clock clock) {
    this.caller = caller;
    this.replay = replay;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// `{"market": "XNYS", "session": "2018-05-07"}`. Asking again repeats nothing twice.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = AskedView.class, responseCode = "202")
  public Response ask(@Nullable ReplayWish wish) {
    Session session =
        session(wish == null ? null : wish.market(), wish == null ? null : wish.session());
    Replay.Asked asked =
        replay.ask(caller.owner(), session, clock.instant().truncatedTo(ChronoUnit.MICROS));
    outbox.soon();
    String self =
        "/api/v1/replays?market=%s&session=%s".formatted(session.market(), session.date());
    return Response.accepted(
            new AskedView(session.market(), session.date(), asked.runs(), asked.asked(), self))
        .location(URI.create(self))
        .build();
  }

  @GET
  public Page<ReplayView> read(
      @QueryParam("market") @Nullable String market,
      @QueryParam("session") @Nullable String session,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    int most = Problems.limit(limit);
    List<Replayed> found =
        replay.look(caller.owner(), session(market, session), RunResource.cursor(after), most + 1);
    return Page.of(found, most, ReplayView::of, one -> one.run().run().runId().value());
  }

  private static Session session(@Nullable String market, @Nullable String date) {
    if (market == null || date == null) {
      String missing = market == null ? "market" : "session";
      throw Problems.invalid("S001", "/" + missing, missing + " is missing.", "Add it.");
    }
    LocalDate day = Problems.date(date, "/session");
    try {
      return new Session(market, day);
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(
          "S006", "/market", "There is no such market.", "Write its code, e.g. XNYS.");
    }
  }

  /// Which session of which market.
  public record ReplayWish(@Nullable String market, @Nullable String session) {}

  /// @param runs of the session that have a result
  /// @param asked how many of them this very request asked for
  public record AskedView(String market, LocalDate session, int runs, int asked, String self) {}

  /// One run of the session.
  ///
  /// @param verdict `verified`, `differs`, `damaged`, `pending` or `not repeatable`
  /// @param repetition absent when it was not done again
  /// @param files that came out differently
  public record ReplayView(
      String run,
      String portfolio,
      String name,
      String purpose,
      String verdict,
      @Nullable String repetition,
      List<String> files,
      List<Decision> then,
      List<Decision> now,
      List<String> remarks) {
    static ReplayView of(Replayed one) {
      RunRecord repetition = one.verified().repetition();
      Comparison comparison = one.verified().comparison();
      return new ReplayView(
          one.run().run().runId().value(),
          one.run().run().portfolio().value(),
          one.run().name(),
          one.run().run().purpose().name(),
          VerifyView.word(one.verified().verdict()),
          repetition == null ? null : repetition.run().runId().value(),
          comparison == null
              ? List.of()
              : comparison.files().stream()
                  .filter(pair -> !pair.same())
                  .map(Comparison.Pair::name)
                  .toList(),
          one.then(),
          one.now(),
          one.verified().remarks());
    }
  }
}
