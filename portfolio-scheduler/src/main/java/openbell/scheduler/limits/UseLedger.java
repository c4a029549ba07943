package openbell.scheduler.limits;

import java.time.Instant;
import openbell.model.portfolio.Owner;

/// Counts what owners have. Every count stops at `most`, so that it costs little.
public interface UseLedger {
  /// Living portfolios.
  int portfolios(Owner owner, int most);

  /// Runs that were not due by themselves.
  int runsAsked(Owner owner, Instant since, int most);
}
