package openbell.runtime.queue;

/// Answer to a heartbeat: still ours, somebody else's, or no such job.
public enum Held {
  OK,
  STALE,
  GONE
}
