package openbell.scheduler.submit;

import openbell.model.portfolio.PortfolioId;

/// Draws the ids of new portfolios.
public interface IdSource {
  PortfolioId next();
}
