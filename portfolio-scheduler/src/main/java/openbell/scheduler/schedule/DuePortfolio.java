package openbell.scheduler.schedule;

import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;

/// A portfolio that waits for a tick; ids only, it is resolved at dispatch.
///
/// @param paused it does not run; that it did not is written down
public record DuePortfolio(Owner owner, PortfolioId id, String configHash, boolean paused) {
  /// One that is not paused.
  public DuePortfolio(Owner owner, PortfolioId id, String configHash) {
    this(owner, id, configHash, false);
  }
}
