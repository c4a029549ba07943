package openbell.scheduler.reconcile;

/// Where a run is. `RUNNING` is never stored: it is what the queue says while a worker holds it.
public enum RunState {
  QUEUED,
  RUNNING,
  DONE,
  FAILED
}
