package openbell.model.portfolio;

import java.math.BigDecimal;
import java.util.Map;

/// What a subscriber really holds, as they said it.
///
/// @param cash in the portfolio's currency, not negative
/// @param quantities units by symbol, not negative
/// @param lot units that are traded together by symbol, more than 0; 1 where none is given
public record OwnHoldings(
    BigDecimal cash, Map<String, BigDecimal> quantities, Map<String, BigDecimal> lot) {
  public OwnHoldings {
    require(cash.signum() >= 0, "cash must not be negative");
    quantities.forEach(
        (symbol, units) -> require(units.signum() >= 0, symbol + " must not be negative"));
    lot.forEach((symbol, units) -> require(units.signum() > 0, symbol + ": a lot is more than 0"));
    quantities = Map.copyOf(quantities);
    lot = Map.copyOf(lot);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
