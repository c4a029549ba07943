package openbell.model.wire;

import java.util.List;
import openbell.model.strategy.Finding;
import openbell.model.strategy.StrategyDefinition;

/// What became of a bare strategy document.
public sealed interface ParsedStrategy {

  /// Everything that was remarked, errors or not.
  List<Finding> findings();

  /// The document is legal.
  ///
  /// @param warnings warnings and information, never an error
  record Ok(StrategyDefinition strategy, List<Finding> warnings) implements ParsedStrategy {
    public Ok {
      warnings = List.copyOf(warnings);
    }

    @Override
    public List<Finding> findings() {
      return warnings;
    }
  }

  /// The document is refused: at least one finding is an error.
  record Refused(List<Finding> findings) implements ParsedStrategy {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
