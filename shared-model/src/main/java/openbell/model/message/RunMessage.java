package openbell.model.message;

import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;

/// A message about one run.
public sealed interface RunMessage extends Message
    permits RunRequested, RunJob, RunCompleted, RunFailed, NotificationRequested {

  RunRef run();

  @Override
  default Owner owner() {
    return run().owner();
  }

  @Override
  default PortfolioId portfolio() {
    return run().portfolio();
  }

  @Override
  default Purpose purpose() {
    return run().purpose();
  }

  @Override
  default String key() {
    return run().runId().value();
  }
}
