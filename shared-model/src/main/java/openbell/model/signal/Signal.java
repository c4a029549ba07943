package openbell.model.signal;

import java.math.BigDecimal;
import java.util.List;

/// What changed for a subscriber in one symbol, and why.
///
/// @param fromWeight fraction of equity before, 0 to 1
/// @param toWeight fraction of equity that the strategy wants now
/// @param close the close the decision was made on
public record Signal(
    String symbol,
    String name,
    SignalAction action,
    BigDecimal fromWeight,
    BigDecimal toWeight,
    BigDecimal close,
    BigDecimal quantity,
    List<RuleTrace> traces) {
  public Signal {
    traces = List.copyOf(traces);
  }
}
