package openbell.runtime.access;

import java.time.Instant;
import java.util.Optional;

/// Who is logged in on the page.
public interface Sessions {

  /// Opens a session that speaks for a key. The answer is the only time its secret can be seen.
  SessionToken open(String keyId, Instant expiresAt);

  /// The key a session speaks for, with the session's own secret, and with whatever ends first.
  Optional<ApiKeys.Stored> find(String id);

  /// Ends a session; nothing when there is none.
  void end(String id, Instant at);

  /// Removes what ended before.
  ///
  /// @return how many
  int forget(Instant before);
}
