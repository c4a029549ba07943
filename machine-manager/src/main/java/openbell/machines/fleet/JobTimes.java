package openbell.machines.fleet;

import java.time.Duration;
import java.util.List;

/// How long jobs take, learned from those that were done.
public interface JobTimes {

  /// Slot-seconds that one job is expected to take: of its strategy version while that is known
  /// well enough, else of its owner, else of all.
  ///
  /// @param configHash the strategy version
  double expected(String owner, String configHash);

  /// The same of a job of which nothing is known.
  double expected();

  /// One more job was done.
  void learn(String owner, String configHash, Duration busy);

  /// Several more jobs were done.
  default void learn(List<Done> jobs) {
    jobs.forEach(job -> learn(job.owner(), job.configHash(), job.busy()));
  }

  /// A job that was done.
  ///
  /// @param configHash the strategy version
  record Done(String owner, String configHash, Duration busy) {}
}
