package openbell.signal.intake;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.rest.Caller;
import openbell.runtime.rest.ProblemException;
import openbell.signal.audience.Subscription;
import openbell.signal.result.RecordedRevision;
import openbell.signal.result.SignalEntry;
import openbell.signal.result.SignalHistory;
import org.jspecify.annotations.Nullable;

/// What the owner's runs meant.
@Path("/api/v1/signals")
@Blocking
public class SignalResource {

  /// Rows per answer.
  private static final int MOST = 200;

  private final SignalHistory history;
  private final Caller caller;

  public SignalResource(SignalHistory history, Caller caller) {
    this.history = history;
    this.caller = caller;
  }

  /// @param session `XNYS:2018-05-11`, or a date alone for XNYS; all sessions when absent
  @GET
  public List<SignalView> list(@QueryParam("session") @Nullable String session) {
    Session wanted = session == null ? null : session(session);
    return history.ofSession(caller.owner(), wanted, MOST).stream().map(SignalView::of).toList();
  }

  @GET
  @Path("/{portfolio}")
  public PortfolioSignals ofPortfolio(@PathParam("portfolio") String portfolio) {
    Owner owner = caller.owner();
    PortfolioId id = portfolioId(portfolio);
    List<SignalEntry> entries = history.ofPortfolio(owner, id, MOST);
    List<Subscription> subscriptions = history.subscriptions(owner, id);
    if (entries.isEmpty() && subscriptions.isEmpty()) {
      throw unknown();
    }
    return new PortfolioSignals(
        portfolio,
        entries.stream().map(SignalView::of).toList(),
        subscriptions.stream().map(SubscriptionView::of).toList());
  }

  /// Restated history that runs of the portfolio met; empty when there was none.
  @GET
  @Path("/{portfolio}/revisions")
  public List<RecordedRevision> revisions(@PathParam("portfolio") String portfolio) {
    Owner owner = caller.owner();
    PortfolioId id = portfolioId(portfolio);
    if (history.ofPortfolio(owner, id, 1).isEmpty()) {
      throw unknown();
    }
    return history.revisions(owner, id, MOST);
  }

  static Session session(String text) {
    int colon = text.indexOf(':');
    try {
      return new Session(
          colon < 0 ? "XNYS" : text.substring(0, colon),
          LocalDate.parse(text.substring(colon + 1)));
    } catch (DateTimeException | IllegalArgumentException _) {
      throw new ProblemException(
          400, "bad-session", "A session is a market and a date, e.g. XNYS:2018-05-11.");
    }
  }

  private static PortfolioId portfolioId(String text) {
    try {
      return new PortfolioId(text);
    } catch (IllegalArgumentException _) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        404, "portfolio-not-found", "You have no portfolio of that id with signals.");
  }
}
