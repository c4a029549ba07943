package openbell.model.message;

import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;

/// A message about work as such, from which nobody is mailed: it belongs to no owner's portfolio.
public sealed interface WorkMessage extends Message permits WorkExpected, WorkMeasured {
  Owner HOUSE = new Owner("openbell");
  PortfolioId NONE = new PortfolioId("none");

  @Override
  default Owner owner() {
    return HOUSE;
  }

  @Override
  default PortfolioId portfolio() {
    return NONE;
  }
}
