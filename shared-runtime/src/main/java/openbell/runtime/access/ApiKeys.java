package openbell.runtime.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// The keys that were handed out. Keeps hashes, never secrets.
public interface ApiKeys {

  /// Makes a key for everything, without a name and without expiry. The answer is the only time its
  /// secret can be seen.
  default ApiKey create(Owner owner) {
    return create(owner, Wish.ALL);
  }

  ApiKey create(Owner owner, Wish wish);

  /// Keeps a key for everything that was made elsewhere. False when its id exists.
  boolean keep(ApiKey key, Owner owner);

  Optional<Stored> find(String id);

  /// The keys of an owner: those in use first, then newest first, at most 100.
  List<Stored> of(Owner owner);

  /// Ends a key. False when the owner has no such key in use.
  boolean revoke(Owner owner, String id);

  /// Notes when a key was used.
  void used(String id, Instant at);

  /// What a key is wanted for.
  ///
  /// @param name what its owner calls it, at most 80 characters; may be empty
  /// @param expiresAt from when on it is refused; null for never
  record Wish(String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
    /// Everything, for ever.
    public static final Wish ALL = new Wish("", Scope.all(), null);

    public Wish {
      scopes = Set.copyOf(scopes);
    }
  }

  /// @param secretSha256 hash of the secret
  record Stored(
      String id,
      byte[] secretSha256,
      Owner owner,
      String name,
      Set<Scope> scopes,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {
    public Stored {
      scopes = Set.copyOf(scopes);
    }

    public boolean isUsable(Instant now) {
      return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
  }
}
