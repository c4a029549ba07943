package openbell.scheduler.intake;

import java.time.Instant;
import java.util.List;
import openbell.runtime.access.ApiKeys.Stored;
import openbell.runtime.access.Scope;
import openbell.runtime.rest.ShownOnce;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A key without its secret.
///
/// @param expiresAt absent for never
/// @param lastUsedAt to the minute; absent while it was not used
public record KeyView(
    String id,
    String name,
    List<Scope> scopes,
    State state,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /// Whether it still opens anything.
  @Schema(name = "KeyState")
  public enum State {
    ACTIVE,
    EXPIRED,
    REVOKED
  }

  static KeyView of(Stored key, Instant now) {
    State state =
        key.revokedAt() != null ? State.REVOKED : key.isUsable(now) ? State.ACTIVE : State.EXPIRED;
    return new KeyView(
        key.id(),
        key.name(),
        key.scopes().stream().sorted().toList(),
        state,
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt(),
        key.revokedAt());
  }

  /// A key that was made just now.
  ///
  /// @param key the whole key; absent when the same `Idempotency-Key` asks again
  @Schema(name = "MadeKeyView")
  public record Made(
      @Nullable String key,
      String id,
      String name,
      List<Scope> scopes,
      State state,
      Instant createdAt,
      @Nullable Instant expiresAt)
      implements ShownOnce {

    static Made of(String key, KeyView view) {
      return new Made(
          key,
          view.id(),
          view.name(),
          view.scopes(),
          view.state(),
          view.createdAt(),
          view.expiresAt());
    }

    @Override
    public Object withoutSecret() {
      return new Made(null, id, name, scopes, state, createdAt, expiresAt);
    }
  }
}
