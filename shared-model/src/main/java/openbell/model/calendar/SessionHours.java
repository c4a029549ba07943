package openbell.model.calendar;

import java.time.Instant;
import openbell.model.market.Session;

/// A session with the moments it opens and closes.
public record SessionHours(Session session, Instant open, Instant close, Kind kind) {
  public SessionHours {
    if (!close.isAfter(open)) {
      throw new IllegalArgumentException("a session closes after it opens: " + session);
    }
  }

  /// Whether the session has its regular length.
  public enum Kind {
    FULL,
    HALF
  }
}
