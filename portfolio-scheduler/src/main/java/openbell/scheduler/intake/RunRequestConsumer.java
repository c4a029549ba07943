package openbell.scheduler.intake;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import openbell.model.message.RunJob;
import openbell.model.message.RunRequested;
import openbell.runtime.channel.Outlet;
import openbell.scheduler.dispatch.JobResolver;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/// The enricher: ids in, full jobs out.
@ApplicationScoped
public class RunRequestConsumer {
  private static final Logger LOG = Logger.getLogger(RunRequestConsumer.class);

  private final JobResolver resolver;
  private final Outlet<RunJob> jobs;
  private final Clock clock;

  RunRequestConsumer(JobResolver resolver, Outlet<RunJob> jobs, Clock clock) {
    this.resolver = resolver;
    this.jobs = jobs;
    this.clock = clock;
  }

  @Incoming("run-requests")
  @RunOnVirtualThread
  public void consume(RunRequested request) {
    Instant now = clock.instant();
    RunJob job = resolver.resolve(request.run(), request.remarks(), now);
    jobs.send(job, resolver.delay(job, now));
    LOG.debugf("run dispatched runId=%s", request.run().runId().value());
  }
}
