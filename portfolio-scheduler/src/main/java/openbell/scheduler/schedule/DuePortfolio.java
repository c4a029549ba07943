package openbell.scheduler.schedule;

import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;

/// A portfolio that waits for a tick; ids only, it is resolved at dispatch.
public record DuePortfolio(Owner owner, PortfolioId id, String configHash) {}
