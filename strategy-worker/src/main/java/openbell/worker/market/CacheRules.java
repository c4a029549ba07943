package openbell.worker.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// How long an answer counts.
///
/// @param staleFor how long after it stopped being the newest an answer may stand in for a source
/// that does not answer
/// @param longestWait how long one symbol may take, waiting for its turn and trying again
/// included
/// @param leaseFor how long one process may be the only one that asks for a symbol; longer than a
/// wait with its last answer
public record CacheRules(Duration staleFor, Duration longestWait, Duration leaseFor) {
  /// An answer without the bar that was asked for: it may come any minute.
  static final Duration LATE = Duration.ofSeconds(60);

  /// The same, when the last bar is so old that no other is likely: delisted, or suspended.
  static final Duration ENDED = Duration.ofHours(1);

  static final Duration UNKNOWN = Duration.ofMinutes(10);

  /// A source that failed is not asked for the symbol again for this long.
  static final Duration REFUSED = Duration.ofSeconds(30);

  private static final int ENDED_AFTER_DAYS = 10;

  /// No holiday is longer; a question without an end must not keep an answer for ever.
  private static final Duration LONGEST_FRESH = Duration.ofDays(4);

  /// Until when an answer of now is the newest: what the asker says, within bounds.
  static Instant currentUntil(Instant asked, Instant now) {
    Instant latest = now.plus(LONGEST_FRESH);
    if (!asked.isAfter(now)) {
      // The asker was late. The next one knows better, and must not wait long.
      return now.plus(LATE);
    }
    return asked.isAfter(latest) ? latest : asked;
  }

  /// The last day whose bar cannot change any more by trading. A source also has bars of a session
  /// that is not over; such a bar must never pass for the whole session's, whoever asks next.
  ///
  /// No exchange of ours closes after midnight UTC, so the day of the next close is the session
  /// that
  /// is not over yet. What the asker wants to see is over for him.
  static LocalDate closedThrough(BarQuery query, Instant now) {
    Instant close = query.currentUntil();
    LocalDate session =
        (close.isAfter(now.plus(LONGEST_FRESH)) ? now : close.minusNanos(1))
            .atOffset(ZoneOffset.UTC)
            .toLocalDate();
    LocalDate closed = close.isAfter(now) ? session.minusDays(1) : session;
    return closed.isBefore(query.through()) ? query.through() : closed;
  }

  /// Until when the source need not be asked for bars through this day.
  Instant freshUntil(BarHead head, LocalDate through) {
    LocalDate last = head.last();
    if (last == null) {
      return head.fetchedAt().plus(UNKNOWN);
    }
    if (!last.isBefore(through)) {
      return head.currentUntil();
    }
    boolean ended = last.plusDays(ENDED_AFTER_DAYS).isBefore(through);
    Instant again = head.fetchedAt().plus(ended ? ENDED : LATE);
    return again.isBefore(head.currentUntil()) ? again : head.currentUntil();
  }

  /// Until when the answer may stand in for a source that fails.
  Instant usableUntil(BarHead head) {
    return head.last() == null
        ? head.fetchedAt().plus(UNKNOWN)
        : head.currentUntil().plus(staleFor);
  }
}
