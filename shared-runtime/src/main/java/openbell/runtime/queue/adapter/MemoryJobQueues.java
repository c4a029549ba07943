package openbell.runtime.queue.adapter;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;

/// Queues in memory, for tests: everything is lost on exit.
public final class MemoryJobQueues implements JobQueues {
  private final InstantSource clock;
  private final long capacity;
  private final Map<String, JobQueue> queues = new ConcurrentHashMap<>();

  public MemoryJobQueues(InstantSource clock, long capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  @Override
  public JobQueue named(String name) {
    return queues.computeIfAbsent(name, _ -> new MemoryJobQueue(clock, capacity));
  }
}
