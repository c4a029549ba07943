package openbell.runtime.access.adapter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.random.RandomGenerator;
import openbell.runtime.access.ApiKeys;
import openbell.runtime.access.SessionToken;
import openbell.runtime.access.Sessions;
import org.jdbi.v3.core.Jdbi;

/// The table `access.session`.
public final class JdbiSessions implements Sessions {
  private static final String OPEN =
      """
      insert into access.session (id, secret_sha256, key_id, expires_at)
      values (:id, :secret, :key, :expires)
      """;
  private static final String FIND =
      """
      select k.id, s.secret_sha256, k.owner, k.name, k.scopes, k.created_at,
             least(s.expires_at, k.expires_at) as expires_at,
             coalesce(s.ended_at, k.revoked_at) as revoked_at, k.last_used_at
      from access.session s join access.api_key k on k.id = s.key_id
      where s.id = :id
      """;
  private static final String END =
      "update access.session set ended_at = :at where id = :id and ended_at is null";
  private static final String FORGET = "delete from access.session where expires_at < :before";

  private final Jdbi jdbi;
  private final RandomGenerator random;

  /// @param random from a source that cannot be guessed
  public JdbiSessions(Jdbi jdbi, RandomGenerator random) {
    this.jdbi = jdbi;
    this.random = random;
  }

  @Override
  public SessionToken open(String keyId, Instant expiresAt) {
    SessionToken token = SessionToken.fresh(random);
    AccessTables.ask(
        jdbi,
        handle ->
            handle
                .createUpdate(OPEN)
                .bind("id", token.id())
                .bind("secret", token.secretSha256())
                .bind("key", keyId)
                .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .execute());
    return token;
  }

  @Override
  public Optional<ApiKeys.Stored> find(String id) {
    return AccessTables.ask(
        jdbi,
        handle ->
            handle
                .createQuery(FIND)
                .bind("id", id)
                .map((row, _) -> JdbiApiKeys.stored(row))
                .findOne());
  }

  @Override
  public void end(String id, Instant at) {
    AccessTables.ask(
        jdbi,
        handle ->
            handle
                .createUpdate(END)
                .bind("id", id)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute());
  }

  @Override
  public int forget(Instant before) {
    return AccessTables.forget(jdbi, FORGET, before);
  }
}
