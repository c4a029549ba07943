package openbell.machines.adapter;

import java.time.Duration;
import openbell.machines.fleet.QueueReading;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.QueueDepth;

/// The depth of `run-jobs`. Reading is also a beat of the queue: with no worker alive, nobody else
/// promotes delayed jobs and takes back expired leases.
public final class RunJobsReading implements QueueReading {
  private final JobQueue queue;
  private final Duration keepDone;

  public RunJobsReading(JobQueue queue, Duration keepDone) {
    this.queue = queue;
    this.keepDone = keepDone;
  }

  @Override
  public QueueDepth read() {
    return queue.tick(keepDone);
  }
}
