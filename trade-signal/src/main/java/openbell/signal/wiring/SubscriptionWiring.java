package openbell.signal.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import openbell.model.strategy.EngineLimits;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.link.SignedLinks;
import openbell.signal.adapter.JdbiSubscriptionBook;
import openbell.signal.adapter.RecordedNames;
import openbell.signal.adapter.StoredRunReader;
import openbell.signal.audience.SubscriptionPolicy;
import openbell.signal.result.SignalHistory;
import openbell.signal.subscribe.LinkBudget;
import openbell.signal.subscribe.MailLimits;
import openbell.signal.subscribe.ReaderDesk;
import openbell.signal.subscribe.Steps;
import openbell.signal.subscribe.SubscriptionBook;
import openbell.signal.subscribe.Subscriptions;
import org.jdbi.v3.core.Jdbi;

/// Builds what subscriptions need.
@Dependent
public class SubscriptionWiring {

  @Produces
  @Singleton
  Steps subscriptionSteps(SubscriptionConfig config) {
    return new Steps(
        new MailLimits(
            config.confirmationsPerAddress(),
            config.confirmationsPerOwner(),
            config.testsPerAddress(),
            EngineLimits.RECIPIENTS));
  }

  @Produces
  @Singleton
  SubscriptionBook subscriptionBook(Jdbi jdbi, Clock clock) {
    return new JdbiSubscriptionBook(jdbi, clock);
  }

  @Produces
  @Singleton
  Subscriptions subscriptions(
      SubscriptionBook book,
      Steps steps,
      SignalConfig config,
      SignalHistory history,
      ArtifactStore store,
      Clock clock) {
    return new Subscriptions(
        book,
        steps,
        new SubscriptionPolicy(config.confirmedDomains()),
        new RecordedNames(history, new StoredRunReader(store)),
        clock);
  }

  @Produces
  @Singleton
  ReaderDesk readerDesk(SubscriptionBook book, Steps steps, SignedLinks links, Clock clock) {
    return new ReaderDesk(book, steps, links, clock);
  }

  @Produces
  @Singleton
  LinkBudget linkBudget(SubscriptionConfig config, Clock clock) {
    return new LinkBudget(config.usesPerMinute(), clock);
  }
}
