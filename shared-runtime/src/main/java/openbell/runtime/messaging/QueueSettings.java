package openbell.runtime.messaging;

import java.time.Duration;
import openbell.runtime.queue.Retention;
import openbell.runtime.queue.RetryPolicy;

/// What holds for every channel that does not say otherwise.
///
/// @param worker names this process; no two at any time have the same name. Begins with the machine
/// and a dot
/// @param wakeWait longest wait for work with one command
/// @param drainTimeout how long handlers may finish when the process stops
public record QueueSettings(
    String worker,
    Duration leaseFor,
    Duration heartbeatEvery,
    Duration wakeWait,
    Duration drainTimeout,
    int maxFailures,
    int maxCrashes,
    RetryPolicy retry,
    Retention retention) {

  /// The machine that this process runs on, as its fleet calls it.
  public String machine() {
    int dot = worker.indexOf('.');
    return dot < 0 ? worker : worker.substring(0, dot);
  }
}
