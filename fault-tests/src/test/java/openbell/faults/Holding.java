package openbell.faults;

import java.util.List;
import java.util.Optional;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;

/// Which of a city's workers holds which run job: a worker's name begins with its process id.
final class Holding {
  private Holding() {}

  static List<JobView> by(City city, Program worker) {
    return city.queue("run-jobs").peek(JobState.ACTIVE, 0, 100).stream()
        .filter(job -> isHeldBy(job, worker))
        .toList();
  }

  /// The worker that holds a job, if one of the city's does.
  static Optional<Program> holderOf(City city, String jobId) {
    return city.queue("run-jobs")
        .find(jobId)
        .filter(job -> job.state() == JobState.ACTIVE)
        .flatMap(
            job -> city.workers().stream().filter(worker -> isHeldBy(job, worker)).findFirst());
  }

  private static boolean isHeldBy(JobView job, Program worker) {
    return job.worker().contains("." + worker.pid() + "-");
  }
}
