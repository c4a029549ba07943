package openbell.signal.intake;

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
import java.util.Map;
import java.util.Objects;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.outbox.OutboxRelay;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.signal.intake.SubscriptionWishes.Written;
import openbell.signal.subscribe.Flaw;
import openbell.signal.subscribe.Outcome;
import openbell.signal.subscribe.SubscriptionBook.SeenPortfolio;
import openbell.signal.subscribe.Subscriptions;
import openbell.signal.subscribe.Wish;
import openbell.signal.subscribe.WishText;
import openbell.signal.wiring.SignalOutbox;
import org.jspecify.annotations.Nullable;

/// The owner's subscriptions as a page. The gate in front refuses what another site sent.
@Path("/subscriptions")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class SubscriptionPages {
  private static final int MOST = 500;
  private static final int MOST_PORTFOLIOS = 100;
  private static final int OK = 200;

  /// What is said after a button, by the word in the address.
  private static final Map<String, String> SAID =
      Map.of(
          "added", "The address is added. If it is new, a mail asks its reader to confirm.",
          "asked", "A new confirmation mail is on its way.",
          "tested", "A test mail is on its way; the mailbox shows what becomes of it.",
          "ended", "The subscription has ended. No more mail goes to that address.");

  private final Subscriptions subscriptions;
  private final OutboxRelay relay;
  private final Caller caller;

  public SubscriptionPages(
      Subscriptions subscriptions, @SignalOutbox OutboxRelay relay, Caller caller) {
    this.subscriptions = subscriptions;
    this.relay = relay;
    this.caller = caller;
  }

  /// The templates of these pages.
  @CheckedTemplate(basePath = "signal")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance subscriptions(ListPage page);
  }

  /// @param said what was done; empty for nothing
  /// @param trouble why something was not done; empty for nothing
  public record ListPage(
      List<OwnedSubscription> rows,
      List<SeenPortfolio> portfolios,
      String said,
      String trouble,
      List<Flaw> flaws,
      Filled filled) {}

  /// What the form shows again after a mistake.
  public record Filled(String email, String portfolio, String when, String language) {
    static final Filled NOTHING = new Filled("", "", "on_change", "en");
  }

  @GET
  public Response list(@QueryParam("said") @Nullable String said) {
    String sentence = said == null ? "" : SAID.getOrDefault(said, "");
    return page(OK, sentence, "", List.of(), Filled.NOTHING);
  }

  @POST
  public Response add(
      @FormParam("email") @Nullable String email,
      @FormParam("portfolio") @Nullable String portfolio,
      @FormParam("when") @Nullable String when,
      @FormParam("language") @Nullable String language) {
    Filled filled = new Filled(text(email), text(portfolio), text(when), text(language));
    WishText text = new WishText();
    String address = text.address(email);
    Wish wish =
        SubscriptionWishes.wish(
            new Written(when, language, null, null, null), SubscriptionWishes.USUAL, text);
    if (!text.flaws().isEmpty()) {
      return page(422, "", "The address was not added.", text.flaws(), filled);
    }
    try {
      PortfolioId id = new PortfolioId(text(portfolio));
      return after(
          subscriptions.add(caller.owner(), id, address, wish),
          "added",
          SubscriptionWishes.unknownPortfolio(),
          filled);
    } catch (IllegalArgumentException _) {
      return page(404, "", SubscriptionWishes.unknownPortfolio().detail(), List.of(), filled);
    }
  }

  @POST
  @Path("/{id}/test")
  public Response test(@PathParam("id") String id) {
    return after(subscriptions.test(caller.owner(), id), "tested");
  }

  @POST
  @Path("/{id}/confirmation")
  public Response resend(@PathParam("id") String id) {
    return after(subscriptions.resend(caller.owner(), id), "asked");
  }

  @POST
  @Path("/{id}/end")
  public Response end(@PathParam("id") String id) {
    return after(subscriptions.end(caller.owner(), id), "ended");
  }

  private Response after(Outcome outcome, String word) {
    return after(outcome, word, SubscriptionWishes.unknown(), Filled.NOTHING);
  }

  private Response after(Outcome outcome, String word, ProblemException unknown, Filled filled) {
    return switch (outcome) {
      case Outcome.Done _ -> {
        relay.nudge();
        yield Response.seeOther(URI.create("/subscriptions?said=" + word)).build();
      }
      case Outcome.Refused refused -> {
        ProblemException problem = SubscriptionWishes.refused(refused);
        yield page(problem.status(), "", problem.detail(), List.of(), filled);
      }
      case Outcome.Unknown _ -> page(unknown.status(), "", unknown.detail(), List.of(), filled);
    };
  }

  private Response page(int status, String said, String trouble, List<Flaw> flaws, Filled filled) {
    ListPage page =
        new ListPage(
            subscriptions.list(caller.owner(), null, null, MOST).stream()
                .map(OwnedSubscription::of)
                .toList(),
            subscriptions.portfolios(caller.owner(), MOST_PORTFOLIOS),
            said,
            trouble,
            flaws,
            filled);
    return Response.status(status).entity(Templates.subscriptions(page).render()).build();
  }

  private static String text(@Nullable String written) {
    return Objects.requireNonNullElse(written, "");
  }
}
