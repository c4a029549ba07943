package openbell.runtime.access.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.AuditBook;
import openbell.runtime.access.AuditEntry;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The table `access.audit`.
public final class JdbiAuditBook implements AuditBook {
  private static final String ADD =
      """
      insert into access.audit (at, owner, key, method, path, status)
      values (:at, :owner, :key, :method, :path, :status)
      """;
  private static final String LIST =
      """
      select * from access.audit
      where (cast(:owner as text) is null or owner = :owner)
        and (cast(:before as bigint) is null or id < :before)
      order by id desc limit :limit
      """;
  private static final String FORGET = "delete from access.audit where at < :before";

  private final Jdbi jdbi;

  public JdbiAuditBook(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void write(List<AuditEntry> entries) {
    AccessTables.ask(
        jdbi,
        handle ->
            handle.inTransaction(
                transaction -> {
                  PreparedBatch batch = transaction.prepareBatch(ADD);
                  entries.forEach(entry -> add(batch, entry));
                  return batch.execute();
                }));
  }

  private static void add(PreparedBatch batch, AuditEntry entry) {
    Owner owner = entry.owner();
    batch
        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
        .bind("owner", owner == null ? null : owner.value())
        .bind("key", entry.key())
        .bind("method", entry.method())
        .bind("path", entry.path())
        .bind("status", entry.status())
        .add();
  }

  @Override
  public List<Kept> list(@Nullable Owner owner, @Nullable Long before, int limit) {
    return AccessTables.ask(
        jdbi,
        handle ->
            handle
                .createQuery(LIST)
                .bind("owner", owner == null ? null : owner.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> kept(row))
                .list());
  }

  private static Kept kept(ResultSet row) throws SQLException {
    String owner = row.getString("owner");
    return new Kept(
        row.getLong("id"),
        new AuditEntry(
            row.getTimestamp("at").toInstant(),
            owner == null ? null : new Owner(owner),
            row.getString("key"),
            row.getString("method"),
            row.getString("path"),
            row.getInt("status")));
  }

  @Override
  public int forget(Instant before) {
    return AccessTables.forget(jdbi, FORGET, before);
  }
}
