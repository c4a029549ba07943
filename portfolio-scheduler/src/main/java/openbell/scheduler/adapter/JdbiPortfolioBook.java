package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.PortfolioLine;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Portfolios in the table `scheduler.portfolio`, kept as the document that a person can read.
public final class JdbiPortfolioBook implements PortfolioBook {
  private static final String CLAIM_KEY =
      """
      insert into scheduler.submit_key (owner, key, body_sha256, portfolio_id, created_at)
      values (:owner, :key, :body, :id, :now)
      on conflict (owner, key) do nothing""";
  private static final String FIRST_OF_KEY =
      "select body_sha256, portfolio_id from scheduler.submit_key where owner = :owner and key = :key";
  private static final String ADD =
      """
      insert into scheduler.portfolio
        (id, owner, name, code, symbols, document, config_hash,
         calendar, anchor, local_time, zone, offset_seconds, spread_seconds, catch_up,
         created_at, updated_at, due_from)
      values (:id, :owner, :name, :code, :symbols, :document, :configHash,
        :calendar, :anchor, :time, :zone, :offset, :spread, :catchUp, :now, :now, :now)""";
  private static final String FIND =
      """
      select id, owner, document, config_hash, created_at from scheduler.portfolio
      where id = :id and owner = :owner and deleted_at is null""";
  private static final String LINES =
      PortfolioRows.COLUMNS + " where owner = :owner and deleted_at is null";
  private static final String LINE = LINES + " and id = :id";
  private static final String NEWEST_FIRST = " order by created_at desc, id desc limit :limit";
  private static final String LIST = LINES + NEWEST_FIRST;
  // The page begins after a portfolio that may have been deleted since: its row is still there.
  private static final String LIST_AFTER =
      LINES
          + """
             and (created_at, id) <
               (select created_at, id from scheduler.portfolio where id = :after and owner = :owner)
            """
          + NEWEST_FIRST;
  private static final String END =
      """
      update scheduler.portfolio set deleted_at = :now
      where id = :id and owner = :owner and deleted_at is null""";

  private final Database database;
  private final ParsedDocuments documents;
  private final Clock clock;

  /// @param documents what reads the stored documents
  public JdbiPortfolioBook(Jdbi jdbi, ParsedDocuments documents, Clock clock) {
    this.database = new Database(jdbi);
    this.documents = documents;
    this.clock = clock;
  }

  @Override
  public Addition add(Portfolio portfolio, @Nullable SubmitKey key) {
    return key == null
        ? database.ask(handle -> insert(handle, portfolio))
        : addOnce(portfolio, key);
  }

  private Addition addOnce(Portfolio portfolio, SubmitKey key) {
    return database.inTransaction(
        handle -> {
          if (!claim(handle, portfolio, key)) {
            return first(handle, portfolio.owner(), key).orElseThrow();
          }
          return insert(handle, portfolio);
        });
  }

  @Override
  public Optional<Addition> earlier(Owner owner, SubmitKey key) {
    return database.ask(handle -> first(handle, owner, key));
  }

  /// Waits for a concurrent submission with the same key to end one way or the other.
  private static boolean claim(Handle handle, Portfolio portfolio, SubmitKey key) {
    return handle
            .createUpdate(CLAIM_KEY)
            .bind("owner", portfolio.owner().value())
            .bind("key", key.value())
            .bind("body", key.bodySha256())
            .bind("id", portfolio.id().value())
            .bind("now", portfolio.createdAt())
            .execute()
        == 1;
  }

  private static Optional<Addition> first(Handle handle, Owner owner, SubmitKey key) {
    return handle
        .createQuery(FIRST_OF_KEY)
        .bind("owner", owner.value())
        .bind("key", key.value())
        .map(
            (row, _) ->
                row.getString("body_sha256").equals(key.bodySha256())
                    ? new Addition.Repeated(new PortfolioId(row.getString("portfolio_id")))
                    : (Addition) new Addition.KeyReused())
        .findOne();
  }

  private Addition insert(Handle handle, Portfolio portfolio) {
    PortfolioDefinition definition = portfolio.definition();
    PortfolioRows.bind(handle.createUpdate(ADD), definition, portfolio.configHash())
        .bind("document", documents.write(definition))
        .bind("id", portfolio.id().value())
        .bind("owner", portfolio.owner().value())
        .bind("now", portfolio.createdAt())
        .execute();
    return new Addition.Added();
  }

  @Override
  public Optional<Portfolio> find(Owner owner, PortfolioId id) {
    return database.ask(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id.value())
                .bind("owner", owner.value())
                .map((row, _) -> portfolio(row))
                .findOne());
  }

  private Portfolio portfolio(ResultSet row) throws SQLException {
    return new Portfolio(
        new PortfolioId(row.getString("id")),
        new Owner(row.getString("owner")),
        documents.read(row.getString("document")),
        row.getString("config_hash"),
        Database.instant(row, "created_at"));
  }

  @Override
  public Optional<PortfolioLine> line(Owner owner, PortfolioId id) {
    return database.ask(
        handle ->
            handle
                .createQuery(LINE)
                .bind("id", id.value())
                .bind("owner", owner.value())
                .map((row, _) -> PortfolioRows.line(row))
                .findOne());
  }

  @Override
  public Optional<String> document(Owner owner, PortfolioId id) {
    return database.ask(
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id.value())
                .bind("owner", owner.value())
                .map((row, _) -> row.getString("document"))
                .findOne());
  }

  @Override
  public List<PortfolioLine> list(Owner owner, @Nullable PortfolioId after, int limit) {
    return database.ask(
        handle -> {
          var query = handle.createQuery(after == null ? LIST : LIST_AFTER);
          if (after != null) {
            query.bind("after", after.value());
          }
          return query
              .bind("owner", owner.value())
              .bind("limit", limit)
              .map((row, _) -> PortfolioRows.line(row))
              .list();
        });
  }

  @Override
  public boolean delete(Owner owner, PortfolioId id) {
    return database.ask(
        handle ->
            handle
                    .createUpdate(END)
                    .bind("id", id.value())
                    .bind("owner", owner.value())
                    .bind("now", clock.instant())
                    .execute()
                == 1);
  }
}
