package openbell.signal.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.runtime.artifact.ArtifactStore;
import openbell.signal.adapter.JdbiSignalDays;
import openbell.signal.adapter.RecordedNames;
import openbell.signal.adapter.StoredRunReader;
import openbell.signal.result.SignalDays;
import openbell.signal.result.SignalHistory;
import openbell.signal.subscribe.PortfolioNames;
import org.jdbi.v3.core.Jdbi;

/// Builds what only the page of signals needs.
@Dependent
public class SignalPageWiring {

  @Produces
  @Singleton
  SignalDays signalDays(Jdbi jdbi) {
    return new JdbiSignalDays(jdbi);
  }

  @Produces
  @Singleton
  PortfolioNames portfolioNames(SignalHistory history, ArtifactStore store) {
    return new RecordedNames(history, new StoredRunReader(store));
  }
}
