package openbell.runtime.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// The keys that were handed out. Keeps hashes, never secrets.
public interface ApiKeys {

  /// Makes a key without expiry. The answer is the only time its secret can be seen.
  default ApiKey create(Owner owner) {
    return create(owner, null);
  }

  /// @param expiresAt from when on it is refused; null for never
  ApiKey create(Owner owner, @Nullable Instant expiresAt);

  /// Keeps a key that was made elsewhere. False when its id exists.
  boolean keep(ApiKey key, Owner owner);

  Optional<Stored> find(String id);

  /// The keys of an owner, newest first, at most 100.
  List<Stored> of(Owner owner);

  /// Ends a key. False when the owner has no such key in use.
  boolean revoke(Owner owner, String id);

  /// Notes when a key was used.
  void used(String id, Instant at);

  /// @param secretSha256 hash of the secret
  record Stored(
      String id,
      byte[] secretSha256,
      Owner owner,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {}
}
