package openbell.runtime.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import openbell.model.portfolio.Owner;

/// Makes and revokes keys for their owners.
public final class KeyDesk {
  /// Keys in use that an owner may have at once: enough for a house full of programs.
  public static final int MOST_KEYS = 50;

  private final ApiKeys keys;
  private final KeyCheck check;
  private final Clock clock;

  /// What came of a wish for a key.
  public sealed interface Answer {
    /// @param key shown now and never again
    record Made(ApiKey key, ApiKeys.Stored stored) implements Answer {}

    /// A credential gives no more than it has itself.
    record Beyond(Scope scope) implements Answer {}

    record TooMany(int most) implements Answer {}
  }

  /// @param check forgets what it knows about a key that was revoked here
  public KeyDesk(ApiKeys keys, KeyCheck check, Clock clock) {
    this.keys = keys;
    this.check = check;
    this.clock = clock;
  }

  public Answer make(Grant grant, ApiKeys.Wish wish) {
    for (Scope scope : Scope.values()) {
      if (wish.scopes().contains(scope) && !grant.allows(scope)) {
        return new Answer.Beyond(scope);
      }
    }
    if (inUse(grant.owner()) >= MOST_KEYS) {
      return new Answer.TooMany(MOST_KEYS);
    }
    ApiKey key = keys.create(grant.owner(), wish);
    return new Answer.Made(key, keys.find(key.id()).orElseThrow());
  }

  /// Newest first, at most 100, those that ended too.
  public List<ApiKeys.Stored> of(Owner owner) {
    return keys.of(owner);
  }

  public int inUse(Owner owner) {
    Instant now = clock.instant();
    return (int) keys.of(owner).stream().filter(key -> key.isUsable(now)).count();
  }

  /// Ends a key and every session it opened. False when the owner has no such key in use.
  public boolean revoke(Owner owner, String id) {
    boolean revoked = keys.revoke(owner, id);
    if (revoked) {
      check.forget(id);
    }
    return revoked;
  }
}
