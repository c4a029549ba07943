package openbell.scheduler.wiring;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import openbell.model.message.Message;
import openbell.model.message.RunJob;
import openbell.model.message.RunRequested;
import openbell.model.portfolio.PortfolioId;
import openbell.model.wire.MessageCodec;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.channel.Outlet;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.messaging.EmitterOutlet;
import openbell.runtime.outbox.OutboxRelay;
import openbell.runtime.outbox.Vouching;
import openbell.runtime.outbox.adapter.JdbiOutbox;
import openbell.runtime.outbox.adapter.QueueReceipts;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.wiring.CarriedQueues;
import openbell.runtime.wiring.SchemaMigration;
import openbell.scheduler.adapter.FileInstruments;
import openbell.scheduler.adapter.HttpNeighbour;
import openbell.scheduler.adapter.JdbiPortfolioBook;
import openbell.scheduler.adapter.JdbiRunLedger;
import openbell.scheduler.adapter.JdbiScheduleLedger;
import openbell.scheduler.adapter.ParsedDocuments;
import openbell.scheduler.adapter.QueueRunWatch;
import openbell.scheduler.dispatch.JobResolver;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.Redispatch;
import openbell.scheduler.dispatch.RunDefinitions;
import openbell.scheduler.dispatch.RunMoments;
import openbell.scheduler.dispatch.RunNow;
import openbell.scheduler.dispatch.SchedulerOutbox;
import openbell.scheduler.dispatch.SchedulerVouching;
import openbell.scheduler.gateway.Neighbours;
import openbell.scheduler.live.QueuedTelling;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.proof.Repeating;
import openbell.scheduler.reconcile.Outcomes;
import openbell.scheduler.reconcile.Reconciler;
import openbell.scheduler.reconcile.RunLedger;
import openbell.scheduler.reconcile.RunWatch;
import openbell.scheduler.schedule.CalendarSource;
import openbell.scheduler.schedule.DueTicks;
import openbell.scheduler.schedule.ScheduleLedger;
import openbell.scheduler.schedule.SessionBatch;
import openbell.scheduler.submit.IdSource;
import openbell.scheduler.submit.InstrumentList;
import openbell.scheduler.submit.Submission;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jdbi.v3.core.Jdbi;

/// Builds the scheduler from its configuration.
@Dependent
public final class SchedulerWiring {
  private static final String SCHEMA = "scheduler";

  @Produces
  @Singleton
  SchemaMigration schedulerSchema() {
    return new SchemaMigration(SCHEMA, "db/scheduler");
  }

  @Produces
  @Singleton
  PortfolioBook portfolioBook(Jdbi jdbi, ParsedDocuments documents, Clock clock) {
    return new JdbiPortfolioBook(jdbi, documents, clock);
  }

  @Produces
  @Singleton
  ScheduleLedger scheduleLedger(Jdbi jdbi) {
    return new JdbiScheduleLedger(jdbi);
  }

  @Produces
  @Singleton
  RunLedger runLedger(Jdbi jdbi) {
    return new JdbiRunLedger(jdbi);
  }

  @Produces
  @Singleton
  RunWatch runWatch(JobQueues queues, Cancellations cancellations, ArtifactStore store) {
    return new QueueRunWatch(queues, cancellations, store);
  }

  @Produces
  @Singleton
  SessionBatch sessionBatch(
      ScheduleLedger ledger, SchedulerConfig config, CalendarSource calendars) {
    return new SessionBatch(
        ledger,
        new DueTicks(config.catchUpSessions(), config.punctual(), config.finishWithin()),
        calendars);
  }

  @Produces
  @Singleton
  InstrumentList instruments(SchedulerConfig config) {
    return new FileInstruments(config.instruments());
  }

  @Produces
  @Singleton
  JobResolver jobResolver(
      RunDefinitions definitions,
      Repeating repeating,
      UploadLedger uploads,
      SchedulerConfig config,
      CalendarSource calendars) {
    return new JobResolver(definitions, repeating, uploads, config.finishWithin(), calendars);
  }

  @Produces
  @Singleton
  RunNow runNow(RunLedger ledger, RunMoments moments) {
    return new RunNow(ledger, moments);
  }

  @Produces
  @Singleton
  Submission submission(InstrumentList instruments, CalendarSource calendars) {
    return new Submission(instruments, calendars);
  }

  @Produces
  @Singleton
  IdSource idSource() {
    return () -> new PortfolioId(UUID.randomUUID().toString());
  }

  @Produces
  @Singleton
  Outlet<RunJob> runJobs(
      @Channel("run-jobs-out") Emitter<RunJob> emitter, ProgressSink progress, Clock clock) {
    return new QueuedTelling(new EmitterOutlet<>(emitter), progress, clock);
  }

  /// Whoever waits for results hears them on its own channel.
  @Produces
  @Singleton
  Outcomes outcomes(
      @Channel("run-results-out") Emitter<Message> results,
      @Channel("run-outcomes-out") Emitter<Message> outcomes) {
    return new Outcomes(new EmitterOutlet<>(results), new EmitterOutlet<>(outcomes));
  }

  @Produces
  @Singleton
  Redispatch redispatch(
      JobResolver resolver,
      PortfolioBook book,
      Outlet<RunJob> jobs,
      Outcomes outcomes,
      Clock clock) {
    return new Redispatch(resolver, book, jobs, outcomes, clock);
  }

  @Produces
  @Singleton
  Reconciler reconciler(
      RunLedger ledger,
      RunWatch watch,
      Redispatch redispatch,
      Outcomes outcomes,
      AlertSink alerts) {
    return new Reconciler(ledger, watch, redispatch, outcomes, alerts);
  }

  /// The relay of this service's own outbox; the other services have theirs.
  @Produces
  @Singleton
  SchedulerOutbox outbox(
      Jdbi jdbi,
      MessageCodec codec,
      @Channel("run-requests-out") Emitter<RunRequested> requests,
      @Channel("run-results-out") Emitter<Message> results) {
    return new SchedulerOutbox(
        new OutboxRelay(
            new JdbiOutbox(jdbi, SCHEMA, codec),
            Map.of(
                "run-requests",
                new EmitterOutlet<>(requests),
                JdbiRunLedger.RESULTS,
                new EmitterOutlet<>(results))));
  }

  @Produces
  @Singleton
  SchedulerVouching vouching(
      Jdbi jdbi, MessageCodec codec, JobQueues queues, Cancellations cancellations, Config config) {
    return new SchedulerVouching(
        new Vouching(
            new JdbiOutbox(jdbi, SCHEMA, codec),
            new QueueReceipts(
                queues, cancellations, CarriedQueues.of(config, List.of(JdbiRunLedger.RESULTS)))));
  }

  @Produces
  @Singleton
  Neighbours neighbours(SchedulerConfig config) {
    Duration timeout = config.forwardTimeout();
    return new Neighbours(config.forward(), base -> new HttpNeighbour(base, timeout));
  }
}
