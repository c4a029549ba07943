package openbell.worker.engine.plan;

import java.util.List;

/// One node of an explanation, before it has numbers.
///
/// @param label what a person calls it
/// @param operator type of the primitive, or `Column`
/// @param source where its values are
/// @param signal true when the values are a signal
/// @param inputs what a rule looked at; empty for numbers
public record TraceNode(
    String label, String operator, Source source, boolean signal, List<TraceNode> inputs) {}
