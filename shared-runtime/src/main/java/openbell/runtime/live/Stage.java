package openbell.runtime.live;

/// Where a run is on its way from request to mail, in the order of that way.
public enum Stage {
  /// It is in the ledger and waits for a worker.
  QUEUED(0),
  /// A worker holds its job.
  CLAIMED(10),
  /// Its bars are there.
  LOADED(30),
  /// The strategy is evaluated.
  EVALUATED(70),
  /// Its files are in the store.
  STORED(85),
  /// It is compared with the session before, and judged.
  SIGNALLED(95),
  /// A mail about it left, or was not needed.
  MAILED(100),
  /// An attempt failed; it is tried again.
  RETRYING(0),
  /// It failed for good.
  FAILED(100);

  private final int percent;

  Stage(int percent) {
    this.percent = percent;
  }

  /// How much of the way is done, 0 to 100. A rough scale for a progress bar, not a share of time.
  public int percent() {
    return percent;
  }

  /// Whether a result, or the reason for none, is there: nothing but mail can follow.
  public boolean isSettled() {
    return this == STORED || this == SIGNALLED || this == MAILED || this == FAILED;
  }
}
