package openbell.scheduler.adapter;

import java.util.Optional;
import openbell.model.message.RunRequested;
import openbell.model.run.RunRef;
import openbell.runtime.artifact.ArtifactKeys;
import openbell.runtime.artifact.ArtifactStore;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobState;
import openbell.scheduler.reconcile.RunWatch;

/// Finds a run's jobs by the ids that the connector gives them: wire name and message key.
public final class QueueRunWatch implements RunWatch {
  private final JobQueue requests;
  private final JobQueue jobs;
  private final ArtifactStore store;

  public QueueRunWatch(JobQueues queues, ArtifactStore store) {
    this.requests = queues.named("run-requests");
    this.jobs = queues.named("run-jobs");
    this.store = store;
  }

  @Override
  public Seen look(RunRef run) {
    var manifest = store.find(ArtifactKeys.runPrefix(run));
    if (manifest.isPresent()) {
      return new Seen(manifest, Optional.empty(), Optional.empty());
    }
    return new Seen(
        manifest,
        requests.find("run-requested-" + new RunRequested(run).key()),
        jobs.find(jobId(run)));
  }

  @Override
  public boolean running(RunRef run) {
    return jobs.find(jobId(run)).map(job -> job.state() == JobState.ACTIVE).orElse(false);
  }

  private static String jobId(RunRef run) {
    return "run-job-" + run.runId().value();
  }
}
