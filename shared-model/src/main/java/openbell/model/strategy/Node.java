package openbell.model.strategy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An indicator or a signal: a primitive with its parameters and inputs.
///
/// @param id unique over indicators and signals, or null for an inline node
/// @param type name of the primitive, e.g. `SMA`; case-sensitive
public record Node(@Nullable String id, String type, Params params, List<NodeInput> inputs) {
  public Node {
    inputs = List.copyOf(inputs);
  }
}
