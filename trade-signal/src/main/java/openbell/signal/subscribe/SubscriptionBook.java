package openbell.signal.subscribe;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import org.jspecify.annotations.Nullable;

/// Where subscriptions and their events are kept.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when the database does not answer.
public interface SubscriptionBook {

  /// The owner's subscriptions, by portfolio and then oldest first.
  ///
  /// @param portfolio null for all
  /// @param state null for all
  List<Subscription> list(
      Owner owner, @Nullable PortfolioId portfolio, @Nullable State state, int limit);

  /// Whoever owns it: for a reader, whose link is the proof.
  Optional<Subscription> find(String id);

  /// What happened to it, newest first.
  List<SubscriptionEvent> events(String id, int limit);

  /// What the portfolio is called: an empty text when only its runs are known; nothing when the
  /// owner has none of that id that ran or has subscriptions.
  Optional<String> nameOf(Owner owner, PortfolioId portfolio);

  /// The owner's portfolios that were seen, by id and name.
  List<SeenPortfolio> portfolios(Owner owner, int limit);

  /// Decides about one subscription while nobody else can, and writes what was decided, all or
  /// nothing.
  Outcome alter(String id, Function<Optional<Subscription>, Step> decide);

  /// Decides about every subscription that is merged into the digest of a subscription's reader:
  /// those of its owner and address that want one mail a day. All or nothing.
  ///
  /// @param id of any of the reader's subscriptions with that owner; an unknown one has no digest
  void alterDigest(String id, Function<Subscription, Step> decide);

  /// As {@link #alter}, for a step that may ask for a mail: while it is decided, nobody else asks
  /// for one, so that the counts hold.
  ///
  /// @param about names the subscription, which may not be there yet
  Outcome ask(Subscription about, BiFunction<Optional<Subscription>, Counts, Step> decide);

  /// @param name empty when only its runs are known
  record SeenPortfolio(PortfolioId id, String name) {}
}
