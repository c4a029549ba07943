package openbell.runtime.access;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides whose a presented API key or session is.
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
  private final Sessions sessions;
  private final Clock clock;
  private final Duration trust;
  // Ids of keys have 8 characters, those of sessions 12: they cannot meet.
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
    record Accepted(Grant grant) implements Verdict {}

    /// @param id of the key or the session; empty when the text is neither
    record Refused(Why why, String id) implements Verdict {}
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
  public KeyCheck(ApiKeys keys, Sessions sessions, Clock clock, Duration trust) {
    this.keys = keys;
    this.sessions = sessions;
    this.clock = clock;
    this.trust = trust;
  }

  private record Presented(boolean session, String id, byte[] secretSha256) {

    static Optional<Presented> parse(String text) {
      return ApiKey.parse(text)
          .map(key -> new Presented(false, key.id(), key.secretSha256()))
          .or(
              () ->
                  SessionToken.parse(text)
                      .map(token -> new Presented(true, token.id(), token.secretSha256())));
    }
  }

  public Verdict check(String text) {
    Optional<Presented> parsed = Presented.parse(text);
    if (parsed.isEmpty()) {
      return new Verdict.Refused(Why.MALFORMED, "");
    }
    Presented presented = parsed.get();
    Instant now = clock.instant();
    Optional<Remembered> known = lookUp(presented, now);
    byte[] expected = known.map(k -> k.key().secretSha256()).orElse(NOBODY);
    // Compared for unknown ids too: an answer must not tell by its time which ids exist.
    boolean matches = MessageDigest.isEqual(expected, presented.secretSha256());
    if (known.isEmpty()) {
      return new Verdict.Refused(Why.UNKNOWN, presented.id());
    }
    if (!matches) {
      return new Verdict.Refused(Why.WRONG_SECRET, presented.id());
    }
    ApiKeys.Stored stored = known.get().key();
    if (stored.revokedAt() != null) {
      return new Verdict.Refused(Why.REVOKED, presented.id());
    }
    if (!stored.isUsable(now)) {
      return new Verdict.Refused(Why.EXPIRED, presented.id());
    }
    noteUse(presented.id(), known.get(), now);
    return new Verdict.Accepted(new Grant(stored.owner(), stored.id(), stored.scopes()));
  }

  /// Asks again before it believes this key, or a session it opened, the next time.
  public void forget(String id) {
    synchronized (remembered) {
      remembered.values().removeIf(known -> known.key().id().equals(id));
      remembered.remove(id);
    }
  }

  private Optional<Remembered> lookUp(Presented presented, Instant now) {
    String id = presented.id();
    Remembered known = remembered.get(id);
    if (known != null && now.isBefore(known.readAt().plus(trust))) {
      return Optional.of(known);
    }
    Optional<Remembered> read =
        (presented.session() ? sessions.find(id) : keys.find(id))
            .map(stored -> new Remembered(stored, now, stored.lastUsedAt()));
    read.ifPresentOrElse(fresh -> remembered.put(id, fresh), () -> remembered.remove(id));
    return read;
  }

  private void noteUse(String id, Remembered known, Instant now) {
    Instant noted = known.usedNotedAt();
    if (noted == null || !now.isBefore(noted.plus(USE_NOTED_EVERY))) {
      remembered.put(id, new Remembered(known.key(), known.readAt(), now));
      keys.used(known.key().id(), now);
    }
  }
}
