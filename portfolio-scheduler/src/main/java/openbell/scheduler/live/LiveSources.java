package openbell.scheduler.live;

import java.time.Instant;
import openbell.scheduler.reconcile.RunLedger;

/// What live progress reads, all of it on connections of its own: a heavy batch takes none of the
/// API's.
public record LiveSources(ProgressLog log, RunLedger ledger, Upkeep upkeep) {
  public Waiting waiting(Instant now) {
    return upkeep.waiting(now);
  }
}
