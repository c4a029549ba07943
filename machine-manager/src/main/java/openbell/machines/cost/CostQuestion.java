package openbell.machines.cost;

import java.time.LocalDate;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// Which costs somebody wants to see.
///
/// @param owner whose; null for everybody's
/// @param from first day (UTC)
/// @param to last day
/// @param skip lines that were seen already
public record CostQuestion(
    By by, @Nullable Owner owner, LocalDate from, LocalDate to, int limit, int skip) {

  /// Days that one question may span.
  public static final int MOST_DAYS = 366;

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
