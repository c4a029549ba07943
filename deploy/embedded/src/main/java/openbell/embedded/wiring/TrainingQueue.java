package openbell.embedded.wiring;

import io.vertx.core.Vertx;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.adapter.RedisJobQueues;

/// The queue of run jobs in a Redis, for a program that only pushes and looks.
public final class TrainingQueue implements AutoCloseable {
  private static final long CAPACITY = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final RedisJobQueues queues;

  public TrainingQueue(String redisUri) {
    queues = new RedisJobQueues(vertx, redisUri, CAPACITY);
  }

  public JobQueue runJobs() {
    return queues.named("run-jobs");
  }

  @Override
  public void close() {
    queues.close();
    var _ = vertx.close();
  }
}
