package openbell.runtime.queue;

/// Answer to a settlement. `DEAD`: it was accepted, and the job's budget is spent.
public enum Settled {
  OK,
  DEAD,
  STALE,
  GONE
}
