package openbell.signal.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.outbox.OutboxRelay;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import openbell.signal.intake.SubscriptionWishes.Written;
import openbell.signal.subscribe.Outcome;
import openbell.signal.subscribe.Subscriptions;
import openbell.signal.subscribe.Wish;
import openbell.signal.subscribe.WishText;
import openbell.signal.wiring.SignalOutbox;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/// Who hears about the owner's portfolios.
@Path("/api/v1/subscriptions")
@Blocking
public class SubscriptionResource {

  /// Rows per answer.
  private static final int MOST = 1_000;

  private static final int MOST_EVENTS = 100;

  private final Subscriptions subscriptions;
  private final OutboxRelay relay;
  private final Caller caller;

  public SubscriptionResource(
      Subscriptions subscriptions, @SignalOutbox OutboxRelay relay, Caller caller) {
    this.subscriptions = subscriptions;
    this.relay = relay;
    this.caller = caller;
  }

  /// An address to add. Everything but `email` and `portfolio` may be left out.
  ///
  /// @param when as in documents, e.g. `on_change`
  /// @param quiet e.g. `22:00-07:00`
  public record NewSubscription(
      @Nullable String email,
      @Nullable String portfolio,
      @Nullable String when,
      @Nullable String language,
      @Nullable String zone,
      @Nullable String quiet,
      @Nullable Boolean textOnly) {}

  /// What to change; what is left out stays. An empty `quiet` means no quiet hours.
  public record Change(
      @Nullable String when,
      @Nullable String language,
      @Nullable String zone,
      @Nullable String quiet,
      @Nullable Boolean textOnly) {}

  /// @param portfolio all portfolios when absent
  /// @param state `pending`, `confirmed` or `ended`; all when absent
  @GET
  public List<OwnedSubscription> list(
      @QueryParam("portfolio") @Nullable String portfolio,
      @QueryParam("state") @Nullable String state) {
    return subscriptions
        .list(
            caller.owner(),
            portfolio == null ? null : portfolio(portfolio),
            state == null ? null : state(state),
            MOST)
        .stream()
        .map(OwnedSubscription::of)
        .toList();
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @APIResponseSchema(value = OwnedSubscription.class, responseCode = "201")
  public Response add(@Nullable NewSubscription body) {
    NewSubscription wanted = body == null ? nothing() : body;
    WishText text = new WishText();
    String email = text.address(wanted.email());
    String named = text.portfolio(wanted.portfolio());
    Wish wish =
        SubscriptionWishes.wish(
            new Written(
                wanted.when(), wanted.language(), wanted.zone(), wanted.quiet(), wanted.textOnly()),
            SubscriptionWishes.USUAL,
            text);
    SubscriptionWishes.check(text);
    Outcome outcome = subscriptions.add(caller.owner(), portfolio(named), email, wish);
    Subscription added = SubscriptionWishes.done(outcome, SubscriptionWishes::unknownPortfolio);
    relay.nudge();
    return Response.created(URI.create("/api/v1/subscriptions/" + added.id()))
        .entity(OwnedSubscription.of(added))
        .build();
  }

  @GET
  @Path("/{id}")
  public OwnedSubscription read(@PathParam("id") String id) {
    return subscriptions
        .find(caller.owner(), id)
        .map(one -> OwnedSubscription.of(one, subscriptions.events(one, MOST_EVENTS)))
        .orElseThrow(SubscriptionWishes::unknown);
  }

  /// Changes how an address hears about its portfolio, as long as its reader has not chosen.
  @PATCH
  @Path("/{id}")
  public OwnedSubscription change(@PathParam("id") String id, @Nullable Change body) {
    Written written =
        body == null
            ? new Written(null, null, null, null, null)
            : new Written(body.when(), body.language(), body.zone(), body.quiet(), body.textOnly());
    WishText text = new WishText();
    SubscriptionWishes.wish(written, SubscriptionWishes.USUAL, text);
    SubscriptionWishes.check(text);
    return view(
        subscriptions.change(
            caller.owner(),
            id,
            before -> SubscriptionWishes.wish(written, before, new WishText())));
  }

  /// Ends it. Its row stays, so that nobody begins it again by accident.
  @DELETE
  @Path("/{id}")
  public OwnedSubscription end(@PathParam("id") String id) {
    return view(subscriptions.end(caller.owner(), id));
  }

  /// Asks a pending address once more.
  @POST
  @Path("/{id}/confirmation")
  public OwnedSubscription resend(@PathParam("id") String id) {
    OwnedSubscription asked = view(subscriptions.resend(caller.owner(), id));
    relay.nudge();
    return asked;
  }

  /// Sends a test mail to a confirmed address.
  @POST
  @Path("/{id}/test")
  public OwnedSubscription test(@PathParam("id") String id) {
    OwnedSubscription tested = view(subscriptions.test(caller.owner(), id));
    relay.nudge();
    return tested;
  }

  private static OwnedSubscription view(Outcome outcome) {
    return OwnedSubscription.of(SubscriptionWishes.done(outcome, SubscriptionWishes::unknown));
  }

  private static NewSubscription nothing() {
    return new NewSubscription(null, null, null, null, null, null, null);
  }

  private static PortfolioId portfolio(String text) {
    try {
      return new PortfolioId(text);
    } catch (IllegalArgumentException _) {
      throw SubscriptionWishes.unknownPortfolio();
    }
  }

  private static State state(String text) {
    try {
      return State.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new ProblemException(
          400, "bad-state", "A state is one of pending, confirmed and ended.");
    }
  }
}
