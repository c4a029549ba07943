package openbell.model.message;

import java.time.Instant;
import java.util.List;
import openbell.model.run.Purpose;

/// Everything that the schedules will ask for in the hours to come. Takes the place of whatever was
/// expected before.
///
/// @param known when this was read from the schedules; of two, the later one counts
public record WorkExpected(Instant known, List<ExpectedBatch> batches) implements WorkMessage {
  public WorkExpected {
    batches = List.copyOf(batches);
  }

  /// It must not wait behind anything: it tells of what comes soon.
  @Override
  public Purpose purpose() {
    return Purpose.MANUAL;
  }

  @Override
  public String key() {
    return "expected:" + known;
  }
}
