package openbell.signal.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.signal.adapter.JdbiForwardRecord;
import openbell.signal.forward.ForwardCheck;
import openbell.signal.forward.ForwardRecord;
import org.jdbi.v3.core.Jdbi;

/// Builds the reading side of the forward record.
@Dependent
public class ForwardWiring {

  @Produces
  @Singleton
  ForwardRecord forwardRecord(Jdbi jdbi) {
    return new JdbiForwardRecord(jdbi);
  }

  @Produces
  @Singleton
  ForwardCheck forwardCheck(ForwardRecord forward) {
    return new ForwardCheck(forward);
  }
}
