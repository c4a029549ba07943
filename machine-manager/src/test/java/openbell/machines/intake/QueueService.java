package openbell.machines.intake;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settlement;

/// The machine manager with queues in memory and no timers; only `oda` is an operator.
public final class QueueService implements QuarkusTestProfile {
  private static final AtomicLong CLAIMS = new AtomicLong();

  static final List<String> QUEUES =
      List.of(
          "run-requests", "run-jobs", "run-results", "run-outcomes", "notifications", "workload");

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "openbell.queue.kind", "memory",
        "openbell.machines.every", "off",
        "openbell.security.operators", "oda",
        "openbell.security.requests-per-minute", "100000");
  }

  /// Takes out what an earlier test left.
  static void empty(JobQueues queues) {
    for (String name : QUEUES) {
      JobQueue queue = queues.named(name);
      queue.drain(false);
      for (JobState state :
          List.of(JobState.READY, JobState.DELAYED, JobState.ACTIVE, JobState.DEAD)) {
        while (!queue.peek(state, 0, 100).isEmpty()) {
          queue.peek(state, 0, 100).forEach(job -> queue.cancel(job.id()));
        }
      }
    }
  }

  static void ready(JobQueue queue, String id, String body) {
    queue.enqueue(List.of(NewJob.of(id, "ada", 5, 3, body.getBytes(StandardCharsets.UTF_8))));
  }

  static void dead(JobQueue queue, String id) {
    ready(queue, id, "{}");
    var lease =
        queue
            .claim("claim-" + CLAIMS.incrementAndGet(), "w-1", 1, Duration.ofMinutes(1))
            .jobs()
            .getFirst();
    Failure failure = new Failure(FailureReason.INSUFFICIENT_HISTORY, "AAPL has 3 bars.\u001b[31m");
    queue.settle(lease.id(), lease.fence(), new Settlement.DeadLetter(failure));
  }
}
