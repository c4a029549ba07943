package openbell.notification.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import openbell.model.hash.Sha256;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.notification.suppress.SuppressionList;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The suppression list in the ledger's database.
public final class JdbiSuppressionList implements SuppressionList {
  private static final int ID_DIGITS = 32;

  private static final String ADD =
      """
      with added as (
        insert into notification.suppression as s (address_hash, address, reason, at, source)
        values (:id, :address, :reason, :at, :source)
        on conflict (address_hash) do update
          set reason = excluded.reason, at = excluded.at, source = excluded.source
          where array_position(cast(:ranks as text[]), excluded.reason)
              > array_position(cast(:ranks as text[]), s.reason)
            or (excluded.reason = s.reason
              and (excluded.at, excluded.source) < (s.at, s.source))
        returning address_hash, reason, source)
      insert into notification.suppression_history (address_hash, did, reason, source, at)
      select address_hash, 'ADDED', reason, source, :at from added
      """;

  private static final String REMOVE =
      """
      with gone as (delete from notification.suppression where address_hash = :id returning *),
      noted as (
        insert into notification.suppression_history (address_hash, did, reason, source, at)
        select address_hash, 'REMOVED', reason, :source, :at from gone)
      select * from gone
      """;

  private final Jdbi jdbi;

  public JdbiSuppressionList(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Suppressed add(String address, Reason reason, String source, Instant at) {
    return inDatabase(handle -> add(handle, address, reason, source, at));
  }

  /// Adds within a transaction of the caller's.
  static Suppressed add(Handle handle, String address, Reason reason, String source, Instant at) {
    String plain = address.strip().toLowerCase(Locale.ROOT);
    String id = Sha256.hex(plain, ID_DIGITS);
    handle
        .createUpdate(ADD)
        .bind("id", id)
        .bind("address", plain)
        .bind("reason", reason.name())
        .bind("ranks", SqlArrays.text(List.of(Reason.values()), Reason::name))
        .bind("source", source)
        .bind("at", at(at))
        .execute();
    return handle
        .createQuery("select * from notification.suppression where address_hash = :id")
        .bind("id", id)
        .map((row, _) -> suppressed(row))
        .one();
  }

  @Override
  public Optional<Suppressed> remove(String id, String source, Instant at) {
    return inDatabase(
        handle ->
            handle
                .createQuery(REMOVE)
                .bind("id", id)
                .bind("source", source)
                .bind("at", at(at))
                .map((row, _) -> suppressed(row))
                .findOne());
  }

  @Override
  public List<Suppressed> list(int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(
                    "select * from notification.suppression order by at desc, address_hash"
                        + " limit :limit")
                .bind("limit", limit)
                .map((row, _) -> suppressed(row))
                .list());
  }

  @Override
  public void change(String subscription, boolean ended, Instant at) {
    inDatabase(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into notification.changed_subscription as known (subscription, ended, at)
                    values (:subscription, :ended, :at)
                    on conflict (subscription) do update
                      set ended = excluded.ended, at = excluded.at where known.at < excluded.at
                    """)
                .bind("subscription", subscription)
                .bind("ended", ended)
                .bind("at", at(at))
                .execute());
  }

  private static Suppressed suppressed(ResultSet row) throws SQLException {
    return new Suppressed(
        row.getString("address_hash"),
        row.getString("address"),
        Reason.valueOf(row.getString("reason")),
        row.getString("source"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The suppression list does not answer."),
          e);
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
