package openbell.model.calendar;

import java.time.Instant;
import java.util.List;
import openbell.model.market.Session;

/// A session with the moments it opens and closes. A break is inside the session and never splits
/// it.
///
/// @param breaks in order, inside the session, without overlap
/// @param note why the hours are not the usual ones; empty when nobody said
public record SessionHours(
    Session session, Instant open, Instant close, List<Break> breaks, Kind kind, String note) {
  public SessionHours {
    breaks = List.copyOf(breaks);
    if (!close.isAfter(open)) {
      throw new IllegalArgumentException("a session closes after it opens: " + session);
    }
    Instant end = open;
    for (Break pause : breaks) {
      if (!pause.start().isAfter(end) || !pause.end().isBefore(close)) {
        throw new IllegalArgumentException("a break lies inside its session: " + session);
      }
      end = pause.end();
    }
  }

  /// A pause of trading inside a session, e.g. for lunch.
  public record Break(Instant start, Instant end) {
    public Break {
      if (!end.isAfter(start)) {
        throw new IllegalArgumentException("a break ends after it starts: " + start);
      }
    }
  }

  /// Whether the session has its regular length.
  public enum Kind {
    FULL,
    HALF
  }
}
