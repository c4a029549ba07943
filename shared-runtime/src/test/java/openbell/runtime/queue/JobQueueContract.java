package openbell.runtime.queue;

import java.util.List;
import openbell.runtime.testing.ManualClock;

/// What every queue promises. An adapter's test extends it.
public abstract class JobQueueContract
    implements HandingOutContract, FairnessContract, LeaseContract, OutcomeContract, RestContract {
  protected final ManualClock clock = ManualClock.at("2026-01-05T14:30:00Z");
  private int claims;

  @Override
  public ManualClock clock() {
    return clock;
  }

  @Override
  public List<Leased> claim(JobQueue queue, int max) {
    return queue.claim("claim-" + claims++, "w", max, LEASE).jobs();
  }
}
