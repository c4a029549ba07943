package openbell.signal.adapter;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.signal.audience.Subscription;
import openbell.signal.audience.Subscription.State;
import openbell.signal.subscribe.Counts;
import openbell.signal.subscribe.Outcome;
import openbell.signal.subscribe.Step;
import openbell.signal.subscribe.SubscriptionBook;
import openbell.signal.subscribe.SubscriptionEvent;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Subscriptions in PostgreSQL, schema `signal`.
public final class JdbiSubscriptionBook implements SubscriptionBook {
  private final Jdbi jdbi;
  private final Clock clock;
  private final SubscriptionRows rows = new SubscriptionRows();

  public JdbiSubscriptionBook(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  @Override
  public List<Subscription> list(
      Owner owner, @Nullable PortfolioId portfolio, @Nullable State state, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SubscriptionSql.LIST)
                .bind("owner", owner.value())
                .bindByType("portfolio", portfolio == null ? null : portfolio.value(), String.class)
                .bindByType("state", state == null ? null : state.name(), String.class)
                .bind("limit", limit)
                .map((row, _) -> rows.read(row))
                .list());
  }

  @Override
  public Optional<Subscription> find(String id) {
    return inDatabase(handle -> one(handle, SubscriptionSql.FIND, id));
  }

  @Override
  public List<SubscriptionEvent> events(String id, int limit) {
    return inDatabase(handle -> SubscriptionRows.events(handle, id, limit));
  }

  @Override
  public Optional<String> nameOf(Owner owner, PortfolioId portfolio) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SubscriptionSql.NAME_OF)
                .bind("owner", owner.value())
                .bind("portfolio", portfolio.value())
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public List<SeenPortfolio> portfolios(Owner owner, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(SubscriptionSql.PORTFOLIOS)
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new SeenPortfolio(
                            new PortfolioId(row.getString("portfolio")), row.getString("name")))
                .list());
  }

  @Override
  public Outcome alter(String id, Function<Optional<Subscription>, Step> decide) {
    return inTransaction(
        handle -> {
          Step step = decide.apply(one(handle, SubscriptionSql.LOCK, id));
          KeptSubscriptions.write(handle, rows, step);
          return step.outcome();
        });
  }

  @Override
  public void alterDigest(String id, Function<Subscription, Step> decide) {
    inTransaction(
        handle -> {
          handle
              .createQuery(SubscriptionSql.LOCK_DIGEST)
              .bind("id", id)
              .map((row, _) -> rows.read(row))
              .list()
              .forEach(one -> KeptSubscriptions.write(handle, rows, decide.apply(one)));
          return null;
        });
  }

  @Override
  public Outcome ask(Subscription about, BiFunction<Optional<Subscription>, Counts, Step> decide) {
    return inTransaction(
        handle -> {
          handle.createQuery(SubscriptionSql.ONE_AT_A_TIME).mapTo(int.class).one();
          Counts counts = SubscriptionRows.counts(handle, about, clock.instant());
          Step step = decide.apply(one(handle, SubscriptionSql.LOCK, about.id()), counts);
          KeptSubscriptions.write(handle, rows, step);
          return step.outcome();
        });
  }

  private Optional<Subscription> one(Handle handle, String sql, String id) {
    return handle.createQuery(sql).bind("id", id).map((row, _) -> rows.read(row)).findOne();
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  private <T extends @Nullable Object> T inTransaction(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  private static FailureException unavailable(JdbiException cause) {
    return new FailureException(
        new Failure(FailureReason.DATABASE_UNAVAILABLE, "The subscriptions cannot be reached now."),
        cause);
  }
}
