package openbell.machines.fleet;

import java.time.Instant;
import java.util.List;
import openbell.model.message.ExpectedBatch;

/// Keeps what the schedules say they will ask for.
public interface Expectations {

  /// Takes the place of what was expected before, unless that was known later.
  void replace(Instant known, List<ExpectedBatch> batches);
}
