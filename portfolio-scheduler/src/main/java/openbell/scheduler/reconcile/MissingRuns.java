package openbell.scheduler.reconcile;

import java.util.Optional;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.scheduler.reconcile.RunWatch.Seen;

/// Judges a run that should have had an outcome by now. Pure.
public final class MissingRuns {
  private MissingRuns() {}

  public static Repair decide(Seen seen) {
    if (seen.job().filter(RunWatch::live).isPresent()) {
      return new Repair.Wait();
    }
    if (seen.manifest().isPresent()) {
      return new Repair.Announce(seen.manifest().get());
    }
    if (seen.job().isPresent()) {
      return ended(seen.job().get());
    }
    if (seen.cancelled()) {
      return new Repair.Report(
          new Failure(FailureReason.CANCELLED, "An operator took the run out of its queue."), 0);
    }
    return ofRequest(seen.request());
  }

  private static Repair ended(JobView job) {
    return job.state() == JobState.DEAD
        ? new Repair.Report(deadOf(job), job.attempts())
        : new Repair.RunAgain(
            new Failure(
                FailureReason.ARTIFACT_MISSING, "The run ended, but its result is not stored."),
            job.attempts());
  }

  private static Repair ofRequest(Optional<JobView> request) {
    if (request.isEmpty()) {
      return new Repair.DispatchAgain();
    }
    return switch (request.get().state()) {
      case READY, DELAYED, ACTIVE -> new Repair.Wait();
      case DEAD -> new Repair.Report(deadOf(request.get()), request.get().attempts());
      case DONE -> new Repair.DispatchAgain();
    };
  }

  /// The queue keeps the words of the last failure; without any, nobody was left to speak.
  private static Failure deadOf(JobView job) {
    return job.error().isBlank()
        ? new Failure(
            FailureReason.CRASHED,
            "The worker stopped answering %d times.".formatted(job.crashes()))
        : Deaths.read(job.error());
  }
}
