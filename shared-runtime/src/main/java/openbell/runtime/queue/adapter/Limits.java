package openbell.runtime.queue.adapter;

import java.util.List;
import java.util.regex.Pattern;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;

/// What every queue refuses before it stores anything.
final class Limits {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");
  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final int LOWEST_PRIORITY = 9;

  private Limits() {}

  static void check(List<NewJob> jobs) {
    require(jobs.size() <= JobQueue.LARGEST_BATCH, "too many jobs in one call");
    for (NewJob job : jobs) {
      require(ID.matcher(job.id()).matches(), "a job id has 1 to 200 of A-Z a-z 0-9 _ . : -");
      require(
          job.priority() >= 0 && job.priority() <= LOWEST_PRIORITY, "a priority is from 0 to 9");
      require(
          job.cost() >= 1 && job.cost() <= NewJob.HIGHEST_COST,
          "a cost is from 1 to " + NewJob.HIGHEST_COST);
      require(!job.delay().isNegative(), "a delay is not negative");
      require(!job.expiry().isNegative(), "an expiry is not negative");
      if (job.payload().length > JobQueue.LARGEST_PAYLOAD) {
        throw FailureException.of(
            FailureReason.PAYLOAD_TOO_LARGE,
            "a job's payload has %,d bytes, at most %,d are taken"
                .formatted(job.payload().length, JobQueue.LARGEST_PAYLOAD));
      }
    }
  }

  static void checkMachine(String machine) {
    require(MACHINE.matcher(machine).matches(), "a machine's name has 1 to 100 of A-Z a-z 0-9 _ -");
  }

  /// The machine of a worker: the part of its name before the first dot.
  static String machineOf(String worker) {
    int dot = worker.indexOf('.');
    return dot < 0 ? worker : worker.substring(0, dot);
  }

  /// What is kept of a failure.
  static String text(Failure failure) {
    return failure.reason() + ": " + failure.detail();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
