package openbell.worker.intake.offline;

import java.util.List;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;

/// A document that was read and may be evaluated.
///
/// @param file as the reader named it
/// @param bare true: the file holds a strategy alone, the rest came from the command line
/// @param remarks warnings and information
record Subject(String file, PortfolioDefinition definition, boolean bare, List<Finding> remarks) {
  Subject {
    remarks = List.copyOf(remarks);
  }
}
