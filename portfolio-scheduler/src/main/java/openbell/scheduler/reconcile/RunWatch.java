package openbell.scheduler.reconcile;

import java.util.Optional;
import openbell.model.run.ArtifactRef;
import openbell.model.run.RunRef;
import openbell.runtime.queue.JobView;

/// Looks at the queue and the store, and changes nothing.
public interface RunWatch {
  Seen look(RunRef run);

  /// True while a worker holds the run.
  boolean running(RunRef run);

  /// True while a job waits for a worker or is in the hands of one.
  static boolean live(JobView job) {
    return switch (job.state()) {
      case READY, DELAYED, ACTIVE -> true;
      case DONE, DEAD -> false;
    };
  }

  /// What is known of a run. While its job is live, nothing else is looked at.
  ///
  /// @param request the request's job in `run-requests`
  /// @param job the run's job in `run-jobs`
  /// @param cancelled an operator took it out of a queue
  record Seen(
      Optional<ArtifactRef> manifest,
      Optional<JobView> request,
      Optional<JobView> job,
      boolean cancelled) {}
}
