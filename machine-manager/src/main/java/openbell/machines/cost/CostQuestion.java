package openbell.machines.cost;

import java.time.LocalDate;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// Which costs somebody wants to see.
///
/// @param owner whose; null for everybody's
/// @param key of the only line that is asked for; null for all
/// @param from first day (UTC)
/// @param to last day
/// @param skip lines that were seen already
public record CostQuestion(
    By by,
    @Nullable Owner owner,
    @Nullable String key,
    LocalDate from,
    LocalDate to,
    int limit,
    int skip) {

  /// Days that one question may span.
  public static final int MOST_DAYS = 366;

  /// The first lines of all that there are.
  public static CostQuestion of(
      By by, @Nullable Owner owner, LocalDate from, LocalDate to, int limit) {
    return new CostQuestion(by, owner, null, from, to, limit, 0);
  }

  /// The same with another limit.
  public CostQuestion atMost(int lines) {
    return new CostQuestion(by, owner, key, from, to, lines, skip);
  }

  /// What lines are added up by.
  public enum By {
    /// The newest first; known only as long as single attempts are kept.
    RUN,
    /// The dearest first, as for owners.
    PORTFOLIO,
    OWNER,
    /// The newest first.
    DAY
  }
}
