package openbell.runtime.access;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// Decides whose a presented API key is.
///
/// Keys that were found are remembered for a moment; unknown ids never are, so that nobody can push
/// real keys out by guessing.
public final class KeyCheck {

  /// Keys remembered; the one not used for longest goes first.
  static final int MOST_REMEMBERED = 1_000;

  /// How old a noted last use may get before it is written again.
  static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private static final byte[] NOBODY = new byte[32];

  private final ApiKeys keys;
  private final Clock clock;
  private final Duration trust;
  private final Map<String, Remembered> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
              return size() > MOST_REMEMBERED;
            }
          });

  private record Remembered(ApiKeys.Stored key, Instant readAt, @Nullable Instant usedNotedAt) {}

  /// What is said about a presented key.
  public sealed interface Verdict {
    record Accepted(Owner owner, String keyId) implements Verdict {}

    /// @param keyId empty when the text is no key at all
    record Refused(Why why, String keyId) implements Verdict {}
  }

  /// Why a key is refused. For the log; the caller is not told.
  public enum Why {
    MALFORMED,
    UNKNOWN,
    WRONG_SECRET,
    REVOKED,
    EXPIRED
  }

  /// @param trust how long a key is believed without asking again
  public KeyCheck(ApiKeys keys, Clock clock, Duration trust) {
    this.keys = keys;
    this.clock = clock;
    this.trust = trust;
  }

  public Verdict check(String presented) {
    Optional<ApiKey> parsed = ApiKey.parse(presented);
    if (parsed.isEmpty()) {
      return new Verdict.Refused(Why.MALFORMED, "");
    }
    ApiKey key = parsed.get();
    Instant now = clock.instant();
    Optional<Remembered> known = lookUp(key.id(), now);
    byte[] expected = known.map(k -> k.key().secretSha256()).orElse(NOBODY);
    // Compared for unknown ids too: an answer must not tell by its time which ids exist.
    boolean matches = MessageDigest.isEqual(expected, key.secretSha256());
    if (known.isEmpty()) {
      return new Verdict.Refused(Why.UNKNOWN, key.id());
    }
    if (!matches) {
      return new Verdict.Refused(Why.WRONG_SECRET, key.id());
    }
    ApiKeys.Stored stored = known.get().key();
    if (stored.revokedAt() != null) {
      return new Verdict.Refused(Why.REVOKED, key.id());
    }
    if (stored.expiresAt() != null && !now.isBefore(stored.expiresAt())) {
      return new Verdict.Refused(Why.EXPIRED, key.id());
    }
    noteUse(known.get(), now);
    return new Verdict.Accepted(stored.owner(), key.id());
  }

  private Optional<Remembered> lookUp(String id, Instant now) {
    Remembered known = remembered.get(id);
    if (known != null && now.isBefore(known.readAt().plus(trust))) {
      return Optional.of(known);
    }
    Optional<Remembered> read =
        keys.find(id).map(stored -> new Remembered(stored, now, stored.lastUsedAt()));
    read.ifPresentOrElse(fresh -> remembered.put(id, fresh), () -> remembered.remove(id));
    return read;
  }

  private void noteUse(Remembered known, Instant now) {
    Instant noted = known.usedNotedAt();
    if (noted == null || !now.isBefore(noted.plus(USE_NOTED_EVERY))) {
      remembered.put(known.key().id(), new Remembered(known.key(), known.readAt(), now));
      keys.used(known.key().id(), now);
    }
  }
}
