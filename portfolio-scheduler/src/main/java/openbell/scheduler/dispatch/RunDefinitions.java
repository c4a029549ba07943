package openbell.scheduler.dispatch;

import java.util.Optional;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.RunRef;

/// What a run is to evaluate.
@FunctionalInterface
public interface RunDefinitions {
  /// @return empty when it is not there any more
  /// @throws openbell.model.run.FailureException when it is not legal any more
  Optional<PortfolioDefinition> of(RunRef run);
}
