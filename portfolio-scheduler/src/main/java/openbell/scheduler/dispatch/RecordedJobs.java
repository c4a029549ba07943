package openbell.scheduler.dispatch;

import java.time.Instant;
import java.util.Optional;
import openbell.model.message.RunJob;
import openbell.model.run.RunRef;

/// Jobs that are made from a record and not from a portfolio as it is now.
@FunctionalInterface
public interface RecordedJobs {
  /// @return empty for a run that is not made from a record
  /// @throws openbell.model.run.FailureException when there is a record that cannot be read
  Optional<RunJob> job(RunRef run, Instant deadline);
}
