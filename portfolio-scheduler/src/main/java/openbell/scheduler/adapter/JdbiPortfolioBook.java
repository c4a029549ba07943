package openbell.scheduler.adapter;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Portfolio;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.Parsed;
import openbell.model.wire.PortfolioCodec;
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
        (id, owner, name, code, symbols, document, canonical, config_hash,
         calendar, anchor, local_time, zone, offset_seconds, spread_seconds, catch_up, created_at)
      values (:id, :owner, :name, :code, :symbols, :document, :canonical, :configHash,
        :calendar, :anchor, :time, :zone, :offset, :spread, :catchUp, :now)""";
  private static final String FIND =
      """
      select id, owner, document, config_hash, created_at from scheduler.portfolio
      where id = :id and owner = :owner and deleted_at is null""";
  private static final String LIST =
      """
      select id, name, code, symbols, calendar, config_hash, created_at from scheduler.portfolio
      where owner = :owner and deleted_at is null
      order by created_at desc, id desc limit :limit""";
  // The page begins after a portfolio that may have been deleted since: its row is still there.
  private static final String LIST_AFTER =
      """
      select id, name, code, symbols, calendar, config_hash, created_at from scheduler.portfolio
      where owner = :owner and deleted_at is null and (created_at, id) <
        (select created_at, id from scheduler.portfolio where id = :after and owner = :owner)
      order by created_at desc, id desc limit :limit""";
  private static final String END =
      """
      update scheduler.portfolio set deleted_at = :now
      where id = :id and owner = :owner and deleted_at is null""";

  private final Database database;
  private final PortfolioCodec codec;
  private final Clock clock;

  public JdbiPortfolioBook(Jdbi jdbi, PortfolioCodec codec, Clock clock) {
    this.database = new Database(jdbi);
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public Addition add(Portfolio portfolio, @Nullable SubmitKey key) {
    return database.inTransaction(
        handle -> {
          if (key != null && !claim(handle, portfolio, key)) {
            return first(handle, portfolio.owner(), key);
          }
          insert(handle, portfolio);
          return new Addition.Added();
        });
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

  private static Addition first(Handle handle, Owner owner, SubmitKey key) {
    return handle
        .createQuery(FIRST_OF_KEY)
        .bind("owner", owner.value())
        .bind("key", key.value())
        .map(
            (row, _) ->
                row.getString("body_sha256").equals(key.bodySha256())
                    ? new Addition.Repeated(new PortfolioId(row.getString("portfolio_id")))
                    : new Addition.KeyReused())
        .one();
  }

  private void insert(Handle handle, Portfolio portfolio) {
    PortfolioDefinition definition = portfolio.definition();
    ScheduleRows.bind(handle.createUpdate(ADD), definition.schedule())
        .bind("id", portfolio.id().value())
        .bind("owner", portfolio.owner().value())
        .bind("name", definition.name())
        .bind("code", definition.code())
        .bind("symbols", symbols(definition))
        .bind("document", text(codec.write(definition)))
        .bind("canonical", text(codec.canonical(definition)))
        .bind("configHash", portfolio.configHash())
        .bind("now", portfolio.createdAt())
        .execute();
  }

  private static String symbols(PortfolioDefinition definition) {
    return definition.universe().stream().map(Instrument::symbol).collect(Collectors.joining(", "));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
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
    byte[] document = row.getString("document").getBytes(StandardCharsets.UTF_8);
    return switch (codec.parse(document)) {
      case Parsed.Ok ok ->
          new Portfolio(
              new PortfolioId(row.getString("id")),
              new Owner(row.getString("owner")),
              ok.definition(),
              row.getString("config_hash"),
              Database.instant(row, "created_at"));
      case Parsed.Refused refused ->
          throw FailureException.of(
              FailureReason.INVALID_STRATEGY,
              "The stored portfolio is not legal any more: "
                  + refused.findings().stream()
                      .map(finding -> finding.pointer() + " " + finding.message())
                      .collect(Collectors.joining("; ")));
    };
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
              .map((row, _) -> line(row))
              .list();
        });
  }

  private static PortfolioLine line(ResultSet row) throws SQLException {
    return new PortfolioLine(
        new PortfolioId(row.getString("id")),
        row.getString("name"),
        row.getString("code"),
        row.getString("symbols"),
        row.getString("calendar"),
        row.getString("config_hash"),
        Database.instant(row, "created_at"));
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
