package openbell.worker.engine.plan;

import java.util.List;
import openbell.model.strategy.Params;

/// One node of an explanation, before it has numbers.
///
/// @param label what a person calls it
/// @param operator type of the primitive, or `Column`
/// @param source where its values are
/// @param signal true when the values are a signal
/// @param inputs what a rule looked at; empty for numbers
/// @param params what a rule goes by, complete; none for numbers
/// @param cut true when inputs were left out, because the tree would be too large
public record TraceNode(
    String label,
    String operator,
    Source source,
    boolean signal,
    List<TraceNode> inputs,
    Params params,
    boolean cut) {

  /// A number.
  static TraceNode number(String label, String operator, Source source) {
    return new TraceNode(label, operator, source, false, List.of(), Params.NONE, false);
  }
}
