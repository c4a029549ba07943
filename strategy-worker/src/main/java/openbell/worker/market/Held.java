package openbell.worker.market;

import java.time.Instant;
import java.time.LocalDate;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// What a process knows about a symbol.
///
/// @param head of the last answer, or null when there was none
/// @param series its bars, or null when there was none or the source does not know the symbol
/// @param refusal the source failed lately; or null
record Held(@Nullable BarHead head, @Nullable BarSeries series, @Nullable Refusal refusal) {
  static final Held NOTHING = new Held(null, null, null);

  Held refused(@Nullable Refusal why) {
    return new Held(head, series, why);
  }

  /// Whether the answer is the newest there is.
  boolean isFresh(CacheRules rules, LocalDate through, Instant now) {
    return head != null && now.isBefore(rules.freshUntil(head, through));
  }

  /// Whether asking the source can bring nothing now.
  boolean settles(CacheRules rules, LocalDate through, Instant now) {
    return (refusal != null && now.isBefore(refusal.until())) || isFresh(rules, through, now);
  }

  long bars() {
    // The whole series, and its cut at the day of the session.
    return series == null ? 1 : 2L * series.size();
  }
}
