package openbell.runtime.access.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import openbell.model.portfolio.Owner;
import openbell.runtime.access.ApiKey;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.access.Scope;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// The table `access.api_key`.
public final class JdbiApiKeys implements ApiKeys {
  private static final String KEEP =
      """
      insert into access.api_key (id, secret_sha256, owner, name, scopes, expires_at)
      values (:id, :secret, :owner, :name, :scopes::text[], :expires)
      on conflict (id) do nothing
      """;
  private static final String FIND = "select * from access.api_key where id = :id";
  private static final String OF_OWNER =
      """
      select * from access.api_key where owner = :owner
      order by revoked_at is not null, created_at desc, id limit 100
      """;
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
  public ApiKey create(Owner owner, Wish wish) {
    ApiKey key = ApiKey.fresh(random);
    if (!keep(key, owner, wish)) {
      // 36^8 ids: a second collision in a row is a broken source of chance.
      key = ApiKey.fresh(random);
      if (!keep(key, owner, wish)) {
        throw new IllegalStateException("two fresh API keys had ids that exist");
      }
    }
    return key;
  }

  @Override
  public boolean keep(ApiKey key, Owner owner) {
    return keep(key, owner, Wish.ALL);
  }

  private boolean keep(ApiKey key, Owner owner, Wish wish) {
    Instant expiresAt = wish.expiresAt();
    return inDatabase(
        handle ->
            handle
                    .createUpdate(KEEP)
                    .bind("id", key.id())
                    .bind("secret", key.secretSha256())
                    .bind("owner", owner.value())
                    .bind("name", wish.name())
                    .bind("scopes", array(wish.scopes()))
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

  /// Names of scopes only: nothing in them needs an escape.
  private static String array(Set<Scope> scopes) {
    return scopes.stream().map(Scope::name).sorted().collect(Collectors.joining(",", "{", "}"));
  }

  static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("id"),
        row.getBytes("secret_sha256"),
        new Owner(row.getString("owner")),
        row.getString("name"),
        scopes((String[]) row.getArray("scopes").getArray()),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "expires_at"),
        instant(row, "revoked_at"),
        instant(row, "last_used_at"));
  }

  private static Set<Scope> scopes(String... names) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String name : names) {
      scopes.add(Scope.valueOf(name));
    }
    return scopes;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    return AccessTables.ask(jdbi, work);
  }
}
