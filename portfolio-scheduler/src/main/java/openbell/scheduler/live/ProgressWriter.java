package openbell.scheduler.live;

import java.util.List;
import java.util.function.IntConsumer;
import openbell.model.run.FailureException;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressCarrier;

/// Writes down what was told, then says so to all schedulers.
public final class ProgressWriter {
  /// Events per statement.
  private static final int MOST = 2_000;

  private final ProgressLog log;
  private final ProgressCarrier carrier;
  private final Hub hub;

  public ProgressWriter(ProgressLog log, ProgressCarrier carrier, Hub hub) {
    this.log = log;
    this.carrier = carrier;
    this.hub = hub;
  }

  /// @throws FailureException when the database does not answer; what came before is written then
  ///
  /// @param written hears how many more are done
  public void write(List<Progress> events, IntConsumer written) {
    for (int from = 0; from < events.size(); from += MOST) {
      List<Progress> part = events.subList(from, Math.min(events.size(), from + MOST));
      log.append(part);
      written.accept(part.size());
    }
    hub.ring();
    try {
      carrier.announce();
    } catch (FailureException _) {
      // The others look for themselves.
    }
  }
}
