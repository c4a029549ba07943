package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.scheduler.batch.MarketOpens;
import openbell.scheduler.batch.MarketOpens.Choice;
import openbell.scheduler.batch.MarketOpens.Opening;
import openbell.scheduler.reconcile.RunRecord;
import openbell.scheduler.wiring.SchedulerConfig;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What the page and the API of batches have in common.
@Singleton
final class Batches {
  private static final Logger LOG = Logger.getLogger(Batches.class);

  private final MarketOpens opens;
  private final OutboxTimer outbox;
  private final SchedulerConfig config;
  private final Clock clock;

  Batches(MarketOpens opens, OutboxTimer outbox, SchedulerConfig config, Clock clock) {
    this.opens = opens;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
  }

  MarketOpens opens() {
    return opens;
  }

  List<Opening> sessions(Owner owner, @Nullable Session before, int limit) {
    return opens.sessions(owner, before, limit);
  }

  List<RunRecord> runs(Owner owner, Session session, Choice choice, int limit) {
    return opens.runs(owner, session, choice, limit);
  }

  /// @return how many runs were asked for again
  int retry(Owner owner, Session session) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    int retried = opens.retry(owner, session, now, now.plus(config.finishWithin()));
    outbox.soon();
    LOG.infof("failed runs asked for again session=%s requested=%d", session.date(), retried);
    return retried;
  }
}
