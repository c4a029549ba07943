package openbell.runtime.queue;

/// Where a job is.
public enum JobState {
  READY,
  DELAYED,
  ACTIVE,
  DONE,
  DEAD
}
