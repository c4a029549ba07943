package openbell.model.message;

import java.util.List;
import java.util.Objects;
import openbell.model.run.RunRef;

/// A portfolio is due: ids only, resolved at dispatch.
///
/// @param remarks sentences for the reader, e.g. that the run was caught up
public record RunRequested(RunRef run, List<String> remarks) implements RunMessage {
  // A message written before the list existed has none.
  public RunRequested {
    remarks = List.copyOf(Objects.requireNonNullElse(remarks, List.<String>of()));
  }

  /// A request with nothing to remark.
  public RunRequested(RunRef run) {
    this(run, List.of());
  }
}
