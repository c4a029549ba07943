package openbell.signal.subscribe;

import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;

/// What portfolios are called that nobody is subscribed to yet.
public interface PortfolioNames {

  /// Empty when no run of it left a readable result.
  Optional<String> of(Owner owner, PortfolioId portfolio);
}
