package openbell.runtime.queue;

/// Answer to an enqueue. Only `FULL` means that the job is not there.
public enum Enqueued {
  NEW,
  DUPLICATE,
  FULL
}
