package openbell.scheduler.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.scheduler.dispatch.VersionBook;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/// The current version is a row of `scheduler.portfolio`; those before it are in
/// `scheduler.portfolio_version`.
public final class JdbiVersionBook implements VersionBook {
  private static final String MINE = " where id = :id and owner = :owner and deleted_at is null";
  private static final String CURRENT =
      "select version, config_hash, document, updated_at from scheduler.portfolio" + MINE;
  private static final String LOCK = CURRENT + " for update";
  private static final String KEEP =
      """
      insert into scheduler.portfolio_version
        (portfolio_id, version, owner, config_hash, document, created_at)
      select id, version, owner, config_hash, document, updated_at from scheduler.portfolio
      where id = :id and owner = :owner""";
  // A moment that has passed is no reason to run for a schedule that came after it.
  private static final String REPLACE =
      """
      update scheduler.portfolio set name = :name, code = :code, symbols = :symbols,
        document = :document, config_hash = :configHash,
        due_from = case when (calendar, anchor, local_time, zone, offset_seconds)
          = (:calendar, :anchor, :time, :zone, :offset) then due_from else :now end,
        calendar = :calendar, anchor = :anchor, local_time = :time, zone = :zone,
        offset_seconds = :offset, spread_seconds = :spread, catch_up = :catchUp,
        version = version + 1, updated_at = :now
      where id = :id and owner = :owner""";
  private static final String END = "update scheduler.portfolio set deleted_at = :now" + MINE;
  private static final String PAUSE =
      "update scheduler.portfolio set paused_at = coalesce(paused_at, :now)" + MINE;
  // Nothing that came meanwhile is caught up.
  private static final String RESUME =
      """
      update scheduler.portfolio set
        due_from = case when paused_at is null then due_from else :now end, paused_at = null
      """
          + MINE;
  private static final String ALL =
      """
      select version, config_hash, document, updated_at as created_at, true as current
      from scheduler.portfolio where id = :id and owner = :owner and deleted_at is null
      union all
      select v.version, v.config_hash, v.document, v.created_at, false
      from scheduler.portfolio_version v
        join scheduler.portfolio p on p.id = v.portfolio_id and p.deleted_at is null
      where v.portfolio_id = :id and v.owner = :owner and p.owner = :owner""";
  private static final String LIST =
      "select version, config_hash, created_at, current from ("
          + ALL
          + ") a where :before = 0 or version < :before order by version desc limit :limit";
  private static final String ONE = "select * from (" + ALL + ") a where version = :version";
  private static final String BY_HASH =
      """
      select document from scheduler.portfolio_version
      where portfolio_id = :id and owner = :owner and config_hash = :hash
      order by version desc limit 1""";

  private final Database database;
  private final ParsedDocuments documents;

  public JdbiVersionBook(Jdbi jdbi, ParsedDocuments documents) {
    this.database = new Database(jdbi);
    this.documents = documents;
  }

  private record Current(int version, String configHash, String document) {}

  @Override
  public Edit edit(Owner owner, PortfolioId id, IntPredicate expected, Draft draft, Instant at) {
    String document = documents.write(draft.definition());
    return locked(
        owner,
        id,
        expected,
        (handle, current) -> {
          if (current.document().equals(document)) {
            return new Edit.Same(current.version());
          }
          bind(handle.createUpdate(KEEP), owner, id).execute();
          bind(
                  PortfolioRows.bind(
                      handle.createUpdate(REPLACE), draft.definition(), draft.configHash()),
                  owner,
                  id)
              .bind("document", document)
              .bind("now", at)
              .execute();
          return new Edit.Done(current.version() + 1);
        });
  }

  @Override
  public Edit end(Owner owner, PortfolioId id, IntPredicate expected, Instant at) {
    return locked(
        owner,
        id,
        expected,
        (handle, current) -> {
          bind(handle.createUpdate(END), owner, id).bind("now", at).execute();
          return new Edit.Done(current.version());
        });
  }

  @FunctionalInterface
  private interface Work {
    Edit with(Handle handle, Current current);
  }

  /// Of two edits of one version, the second waits here and finds that it comes too late.
  private Edit locked(Owner owner, PortfolioId id, IntPredicate expected, Work work) {
    return database.inTransaction(
        handle -> {
          Optional<Current> found =
              bind(handle.createQuery(LOCK), owner, id).map((row, _) -> current(row)).findOne();
          if (found.isEmpty()) {
            return new Edit.Unknown();
          }
          Current current = found.get();
          return expected.test(current.version())
              ? work.with(handle, current)
              : new Edit.Stale(current.version());
        });
  }

  private static Current current(ResultSet row) throws SQLException {
    return new Current(
        row.getInt("version"), row.getString("config_hash"), row.getString("document"));
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Owner owner, PortfolioId id) {
    return statement.bind("id", id.value()).bind("owner", owner.value());
  }

  @Override
  public boolean pause(Owner owner, PortfolioId id, boolean paused, Instant at) {
    return database.ask(
        handle ->
            bind(handle.createUpdate(paused ? PAUSE : RESUME), owner, id).bind("now", at).execute()
                == 1);
  }

  @Override
  public List<VersionLine> versions(Owner owner, PortfolioId id, int before, int limit) {
    return database.ask(
        handle ->
            bind(handle.createQuery(LIST), owner, id)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> line(row))
                .list());
  }

  @Override
  public Optional<Version> version(Owner owner, PortfolioId id, int number) {
    return database.ask(
        handle ->
            bind(handle.createQuery(ONE), owner, id)
                .bind("version", number)
                .map((row, _) -> new Version(line(row), row.getString("document")))
                .findOne());
  }

  private static VersionLine line(ResultSet row) throws SQLException {
    return new VersionLine(
        row.getInt("version"),
        row.getString("config_hash"),
        Database.instant(row, "created_at"),
        row.getBoolean("current"));
  }

  @Override
  public Optional<PortfolioDefinition> definition(Owner owner, PortfolioId id, String configHash) {
    Function<Handle, Optional<PortfolioDefinition>> read =
        handle ->
            bind(handle.createQuery(CURRENT), owner, id)
                .map((row, _) -> current(row))
                .findOne()
                .flatMap(
                    current ->
                        current.configHash().equals(configHash)
                            ? Optional.of(documents.read(current.document()))
                            : before(handle, owner, id, configHash)
                                .map(documents::read)
                                .map(old -> old.withRecipients(readers(current))));
    return database.ask(read);
  }

  private List<Recipient> readers(Current current) {
    return documents.read(current.document()).recipients();
  }

  private static Optional<String> before(
      Handle handle, Owner owner, PortfolioId id, String configHash) {
    return bind(handle.createQuery(BY_HASH), owner, id)
        .bind("hash", configHash)
        .mapTo(String.class)
        .findOne();
  }
}
