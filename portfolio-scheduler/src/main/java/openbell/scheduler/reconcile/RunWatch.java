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

  /// @param request the request's job in `run-requests`
  /// @param job the run's job in `run-jobs`
  record Seen(Optional<ArtifactRef> manifest, Optional<JobView> request, Optional<JobView> job) {}
}
