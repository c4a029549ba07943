package openbell.model.signal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One node of an explanation: what a rule said, and the numbers that made it say so.
///
/// Exactly one of `truth` and `number` is set when the node is defined; neither when it is not
/// defined yet.
///
/// @param label what a person calls the node, e.g. `fast` or `SMA(50)`
/// @param operator type of the primitive, e.g. `Crossover`
/// @param before the number one bar earlier, where the node is numeric
/// @param gapPercent distance of a comparison to its flip, in percent of its right side
public record RuleTrace(
    String label,
    String operator,
    @Nullable Boolean truth,
    @Nullable Double number,
    @Nullable Double before,
    @Nullable Double gapPercent,
    List<RuleTrace> inputs) {
  public RuleTrace {
    inputs = List.copyOf(inputs);
  }
}
