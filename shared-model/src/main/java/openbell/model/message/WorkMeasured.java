package openbell.model.message;

import java.util.List;
import openbell.model.run.Purpose;

/// What a machine has lately worked on: a line per attempt at a run that ended. Told in batches, so
/// that a worker that is killed takes the lines of its last second with it.
///
/// @param machine as its fleet names it
/// @param batch unique: two messages with one batch are the same
/// @param slots attempts that the machine works on at the same time
public record WorkMeasured(String machine, String batch, int slots, List<MeasuredAttempt> attempts)
    implements WorkMessage {

  /// Most attempts of one message.
  public static final int MOST = 100;

  public WorkMeasured {
    attempts = List.copyOf(attempts);
  }

  @Override
  public Purpose purpose() {
    return Purpose.SCHEDULED;
  }

  @Override
  public String key() {
    return batch;
  }
}
