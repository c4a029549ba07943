package openbell.runtime.access.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import openbell.model.portfolio.Owner;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.access.ApiKey;
import openbell.runtime.access.ApiKeys;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The table `access.api_key`.
public final class JdbiApiKeys implements ApiKeys {
  private static final String KEEP =
      """
      insert into access.api_key (id, secret_sha256, owner, expires_at)
      values (:id, :secret, :owner, :expires)
      on conflict (id) do nothing
      """;
  private static final String FIND = "select * from access.api_key where id = :id";
  private static final String OF_OWNER =
      "select * from access.api_key where owner = :owner order by created_at desc, id limit 100";
  private static final String REVOKE =
      """
      update access.api_key set revoked_at = now()
      where id = :id and owner = :owner and revoked_at is null
      """;
  private static final String USED =
      """
      update access.api_key set last_used_at = :at
      where id = :id and (last_used_at is null or last_used_at < :at)
      """;

  private final Jdbi jdbi;
  private final RandomGenerator random;

  /// @param random from a source that cannot be guessed
  public JdbiApiKeys(Jdbi jdbi, RandomGenerator random) {
    this.jdbi = jdbi;
    this.random = random;
  }

  @Override
  public ApiKey create(Owner owner, @Nullable Instant expiresAt) {
    ApiKey key = ApiKey.fresh(random);
    if (!keep(key, owner, expiresAt)) {
      // 36^8 ids: a second collision in a row is a broken source of chance.
      key = ApiKey.fresh(random);
      if (!keep(key, owner, expiresAt)) {
        throw new IllegalStateException("two fresh API keys had ids that exist");
      }
    }
    return key;
  }

  @Override
  public boolean keep(ApiKey key, Owner owner) {
    return keep(key, owner, null);
  }

  private boolean keep(ApiKey key, Owner owner, @Nullable Instant expiresAt) {
    return inDatabase(
        handle ->
            handle
                    .createUpdate(KEEP)
                    .bind("id", key.id())
                    .bind("secret", key.secretSha256())
                    .bind("owner", owner.value())
                    .bind("expires", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                    .execute()
                == 1);
  }

  @Override
  public Optional<Stored> find(String id) {
    return inDatabase(
        handle -> handle.createQuery(FIND).bind("id", id).map((row, _) -> stored(row)).findOne());
  }

  @Override
  public List<Stored> of(Owner owner) {
    return inDatabase(
        handle ->
            handle
                .createQuery(OF_OWNER)
                .bind("owner", owner.value())
                .map((row, _) -> stored(row))
                .list());
  }

  @Override
  public boolean revoke(Owner owner, String id) {
    return inDatabase(
        handle ->
            handle.createUpdate(REVOKE).bind("id", id).bind("owner", owner.value()).execute() == 1);
  }

  @Override
  public void used(String id, Instant at) {
    inDatabase(
        handle ->
            handle
                .createUpdate(USED)
                .bind("id", id)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("id"),
        row.getBytes("secret_sha256"),
        new Owner(row.getString("owner")),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        instant(row, "last_used_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.withHandle(work::apply);
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "API keys cannot be read now."), e);
    }
  }
}
