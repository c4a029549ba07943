package openbell.model.strategy;

import java.util.List;
import java.util.Optional;

/// The signature of a building block: everything but its arithmetic, which only the worker knows.
///
/// @param name as documents write it; case-sensitive
/// @param summary what it is or when it is true, in one sentence
/// @param leastInputs fewest inputs
/// @param mostInputs most inputs
/// @param takes what its inputs must be
/// @param outputs the first is meant when none is named
/// @param gives what its outputs are
public record Primitive(
    String name,
    Kind kind,
    String summary,
    List<ParamSpec> params,
    int leastInputs,
    int mostInputs,
    Series takes,
    List<Output> outputs,
    Gives gives) {

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

  /// What comes out, as far as it can be said without the node.
  public enum Gives {
    NUMBER,
    SIGNAL,
    /// A number, or a signal when the node compares that number with something.
    EITHER
  }

  public Primitive {
    params = List.copyOf(params);
    outputs = List.copyOf(outputs);
  }

  /// What a node with these parameters and so many inputs gives.
  public Series gives(Params given, int inputs) {
    return switch (gives) {
      case NUMBER -> Series.NUMBER;
      case SIGNAL -> Series.SIGNAL;
      case EITHER -> compares(given, inputs) ? Series.SIGNAL : Series.NUMBER;
    };
  }

  /// What this node gives.
  public Series gives(Node node) {
    return gives(node.params(), node.inputs().size());
  }

  /// A calculation that was asked for stays one. Otherwise a threshold makes it a comparison; for a
  /// primitive of one or two inputs, so does the second.
  private boolean compares(Params given, int inputs) {
    boolean againstInput = leastInputs == 1 && inputs == 2;
    return !given.flag("return_calculation", false)
        && (againstInput || given.value("threshold") != null);
  }

  /// The parameter called `param`, if there is one.
  public Optional<ParamSpec> param(String param) {
    return params.stream().filter(spec -> spec.name().equals(param)).findFirst();
  }

  public List<String> outputNames() {
    return outputs.stream().map(Output::name).toList();
  }

  /// True when it reads `params.column` unless an input is given.
  public boolean readsColumn() {
    return param("column").isPresent();
  }
}
