package openbell.signal.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.signal.adapter.JdbiSignalDays;
import openbell.signal.result.SignalDays;
import org.jdbi.v3.core.Jdbi;

/// Builds what only the page of signals needs.
@Dependent
public class SignalPageWiring {

  @Produces
  @Singleton
  SignalDays signalDays(Jdbi jdbi) {
    return new JdbiSignalDays(jdbi);
  }
}
