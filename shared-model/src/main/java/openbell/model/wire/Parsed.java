package openbell.model.wire;

import java.util.List;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;

/// What became of a portfolio document.
public sealed interface Parsed {

  /// Everything that was remarked, errors or not.
  List<Finding> findings();

  /// The document is legal.
  ///
  /// @param warnings warnings and information, never an error
  record Ok(PortfolioDefinition definition, List<Finding> warnings) implements Parsed {
    public Ok {
      warnings = List.copyOf(warnings);
    }

    @Override
    public List<Finding> findings() {
      return warnings;
    }
  }

  /// The document is refused: at least one finding is an error.
  record Refused(List<Finding> findings) implements Parsed {
    public Refused {
      findings = List.copyOf(findings);
    }
  }
}
