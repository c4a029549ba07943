package openbell.machines.adapter;

import openbell.machines.fleet.QueueReading;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.QueueDepth;
import openbell.runtime.queue.Retention;

/// The depth of `run-jobs`. Reading is also a beat of the queue: with no worker alive, nobody else
/// promotes delayed jobs and takes back expired leases.
public final class RunJobsReading implements QueueReading {
  private final JobQueue queue;
  private final Retention retention;

  public RunJobsReading(JobQueue queue, Retention retention) {
    this.queue = queue;
    this.retention = retention;
  }

  @Override
  public QueueDepth read() {
    return queue.tick(retention);
  }
}
