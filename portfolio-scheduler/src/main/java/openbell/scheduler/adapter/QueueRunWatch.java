package openbell.scheduler.adapter;

import java.util.Optional;
import openbell.model.message.RunRequested;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.scheduler.reconcile.RunWatch;

/// Finds a run's jobs by the ids that the connector gives them: wire name and message key.
public final class QueueRunWatch implements RunWatch {
  private static final String REQUESTS = "run-requests";
  private static final String JOBS = "run-jobs";

  private final JobQueues queues;
  private final Cancellations cancellations;
  private final ArtifactStore store;

  public QueueRunWatch(JobQueues queues, Cancellations cancellations, ArtifactStore store) {
    this.queues = queues;
    this.cancellations = cancellations;
    this.store = store;
  }

  /// The job first: a worker stores before it settles, so a job that is seen done has a result.
  @Override
  public Seen look(RunRef run) {
    Optional<JobView> job = queues.named(JOBS).find(jobId(run));
    if (job.isPresent() && RunWatch.live(job.get())) {
      return new Seen(Optional.empty(), Optional.empty(), job, false);
    }
    Optional<ArtifactRef> manifest = store.find(ArtifactKeys.runPrefix(run));
    if (manifest.isPresent() || job.isPresent()) {
      return new Seen(manifest, Optional.empty(), job, false);
    }
    Optional<JobView> request = queues.named(REQUESTS).find(requestId(run));
    boolean cancelled =
        cancellations.cancelled(JOBS, jobId(run))
            || (request.isEmpty() && cancellations.cancelled(REQUESTS, requestId(run)));
    return new Seen(manifest, request, job, cancelled);
  }

  @Override
  public boolean running(RunRef run) {
    return queues
        .named(JOBS)
        .find(jobId(run))
        .map(job -> job.state() == JobState.ACTIVE)
        .orElse(false);
  }

  private static String jobId(RunRef run) {
    return "run-job-" + run.runId().value();
  }

  private static String requestId(RunRef run) {
    return "run-requested-" + new RunRequested(run).key();
  }
}
