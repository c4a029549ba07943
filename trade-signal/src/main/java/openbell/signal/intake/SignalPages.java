package openbell.signal.intake;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.runtime.rest.Caller;
import openbell.signal.result.SignalDays;
import openbell.signal.result.SignalEntry;
import openbell.signal.result.SignalHistory;
import openbell.signal.subscribe.PortfolioNames;
import openbell.signal.subscribe.SubscriptionBook;
import org.jspecify.annotations.Nullable;

/// What the newest session, or another one, asks an owner to do.
@Path("/signals")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class SignalPages {
  private static final int DAYS = 8;
  private static final int MOST = 1_000;

  /// Names that are looked up one by one: those of portfolios without readers.
  private static final int MOST_NAMES = 50;

  private final SignalHistory history;
  private final SignalDays days;
  private final SubscriptionBook subscriptions;
  private final PortfolioNames names;
  private final Caller caller;

  public SignalPages(
      SignalHistory history,
      SignalDays days,
      SubscriptionBook subscriptions,
      PortfolioNames names,
      Caller caller) {
    this.history = history;
    this.days = days;
    this.subscriptions = subscriptions;
    this.names = names;
    this.caller = caller;
  }

  /// The templates of these pages.
  @CheckedTemplate(basePath = "signal")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance signals(SignalsPage page);
  }

  /// @param session `XNYS:2018-05-11`; the newest one when absent
  @GET
  public TemplateInstance signals(@QueryParam("session") @Nullable String session) {
    Owner owner = caller.owner();
    List<Session> known = days.newest(owner, DAYS);
    Session shown = session == null ? first(known) : SignalResource.session(session);
    List<SignalEntry> entries = shown == null ? List.of() : history.ofSession(owner, shown, MOST);
    Map<PortfolioId, String> names = names(owner, entries);
    return Templates.signals(
        SignalsPage.of(shown, known, entries, id -> names.getOrDefault(id, id.value())));
  }

  private static @Nullable Session first(List<Session> known) {
    return known.isEmpty() ? null : known.getFirst();
  }

  private Map<PortfolioId, String> names(Owner owner, List<SignalEntry> entries) {
    Map<PortfolioId, String> found = new HashMap<>();
    for (var seen : subscriptions.portfolios(owner, MOST)) {
      if (!seen.name().isEmpty()) {
        found.put(seen.id(), seen.name());
      }
    }
    int looked = 0;
    for (SignalEntry entry : entries) {
      PortfolioId id = entry.run().portfolio();
      if (!found.containsKey(id) && looked++ < MOST_NAMES) {
        found.put(id, names.of(owner, id).orElse(id.value()));
      }
    }
    return found;
  }
}
