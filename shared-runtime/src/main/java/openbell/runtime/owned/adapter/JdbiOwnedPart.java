package openbell.runtime.owned.adapter;

import java.util.List;
import java.util.Map;
import openbell.model.portfolio.Owner;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.OwnedRow;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Rows of PostgreSQL, as the database itself writes them in JSON.
public final class JdbiOwnedPart implements OwnedPart {
  private final Jdbi jdbi;
  private final String service;
  private final Map<String, String> statements;

  /// @param statements by file: each selects `key` and `text`, both texts, of `:owner`. A key is
  /// unique and compared as bytes (`collate "C"`)
  public JdbiOwnedPart(Jdbi jdbi, String service, Map<String, String> statements) {
    this.jdbi = jdbi;
    this.service = service;
    this.statements = Map.copyOf(statements);
  }

  /// A statement over one table: every column as it is, except for some.
  ///
  /// @param key expression that is unique among the rows of an owner
  /// @param without columns that are left out, e.g. what is nobody's but the reader's
  public static String table(String table, String key, String... without) {
    return "select (%s)::text collate \"C\" as key, (to_jsonb(r) - array[%s]::text[])::text as text from %s r where r.owner = :owner"
        .formatted(key, without.length == 0 ? "" : "'" + String.join("', '", without) + "'", table);
  }

  @Override
  public String service() {
    return service;
  }

  @Override
  public List<String> files() {
    return statements.keySet().stream().sorted().toList();
  }

  @Override
  public List<OwnedRow> rows(Owner owner, String file, String after) {
    String statement = statements.get(file);
    if (statement == null) {
      throw new IllegalArgumentException("there is no file " + file);
    }
    String sql =
        "select key, text from (" + statement + ") t where key > :after order by key limit :limit";
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery(sql)
                  .bind("owner", owner.value())
                  .bind("after", after)
                  .bind("limit", PAGE)
                  .map((row, _) -> new OwnedRow(row.getString("key"), row.getString("text")))
                  .list());
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The database does not answer now."), e);
    }
  }
}
