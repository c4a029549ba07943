package openbell.runtime.queue.adapter;

import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueueContract;

class MemoryJobQueueTest extends JobQueueContract {
  @Override
  public JobQueue newQueue(long capacity) {
    return new MemoryJobQueues(clock, capacity).named("contract");
  }
}
