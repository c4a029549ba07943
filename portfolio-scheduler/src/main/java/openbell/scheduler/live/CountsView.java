package openbell.scheduler.live;

import openbell.scheduler.reconcile.RunLedger.Counts;

/// A batch by state.
///
/// @param runs all but the missed ones
/// @param queued those that wait for a worker
public record CountsView(int runs, int queued, int running, int done, int failed, int missed) {

  /// @param running as it was heard: a run may have ended meanwhile
  public static CountsView of(Counts counts, int running) {
    int held = Math.min(running, counts.queued());
    return new CountsView(
        counts.all(),
        counts.queued() - held,
        held,
        counts.done(),
        counts.failed(),
        counts.missed());
  }

  boolean isOver() {
    return runs > 0 && queued + running == 0;
  }
}
