package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import openbell.scheduler.adapter.JdbiMarketOpens;
import openbell.scheduler.batch.MarketOpens;
import org.jdbi.v3.core.Jdbi;

/// Builds what is told about the batches of sessions.
@Dependent
public final class BatchWiring {

  @Produces
  @Singleton
  MarketOpens marketOpens(Jdbi jdbi) {
    return new JdbiMarketOpens(jdbi);
  }
}
