package openbell.model.strategy;

import java.util.List;
import java.util.Optional;

/// The signature of a building block: everything but its arithmetic, which only the worker knows.
///
/// @param name as documents write it; case-sensitive
/// @param leastInputs fewest inputs
/// @param mostInputs most inputs
/// @param takes what its inputs must be
/// @param outputs names of its outputs, the first is meant when none is named
/// @param gives what its outputs are
/// @param unit what its numbers measure
public record Primitive(
    String name,
    Kind kind,
    List<ParamSpec> params,
    int leastInputs,
    int mostInputs,
    Series takes,
    List<String> outputs,
    Series gives,
    Unit unit) {

  /// Where in a document it may stand.
  public enum Kind {
    INDICATOR,
    SIGNAL,
    TRANSFORMER,
    CAPITAL
  }

  /// What a series holds: numbers, or true, false and undefined.
  public enum Series {
    NUMBER,
    SIGNAL
  }

  /// What a number measures, to notice comparisons that cannot be meant.
  public enum Unit {
    /// Whatever its input measures.
    AS_INPUT,
    PRICE,
    PRICE_DIFFERENCE,
    PERCENT,
    PLAIN
  }

  public Primitive {
    params = List.copyOf(params);
    outputs = List.copyOf(outputs);
  }

  /// The parameter called `param`, if there is one.
  public Optional<ParamSpec> param(String param) {
    return params.stream().filter(spec -> spec.name().equals(param)).findFirst();
  }

  /// True when it reads `params.column` unless an input is given.
  public boolean readsColumn() {
    return param("column").isPresent();
  }
}
