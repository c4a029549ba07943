package openbell.machines.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import openbell.machines.queue.QueueDesk.Answer;
import openbell.machines.queue.QueueDesk.Done;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.Cancellations;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobState;
import openbell.runtime.queue.JobView;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.adapter.RedisJobQueues;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The desk on a real Redis.
class QueueDeskTest {
  private final RealRedis redis = RealRedis.with();
  private final Vertx vertx = Vertx.vertx();
  private final RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 1_000);
  private final Cancellations cancellations = new Cancellations(queues, Clock.systemUTC());
  private final QueueDesk desk =
      new QueueDesk(queues, cancellations, List.of("run-jobs", "notifications"));
  private final JobQueue jobs = queues.named("run-jobs");

  @AfterEach
  void stop() {
    queues.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  @Test
  void showsReplaysAndCancels() {
    // Given
    enqueue("a", "b", "c");
    kill("a");
    kill("b");
    // When
    List<JobView> dead = desk.page("run-jobs", JobState.DEAD, 0, 10);
    List<Done> replayed = desk.replay("run-jobs", List.of("a", "c"));
    List<Done> cancelled = desk.cancel("run-jobs", List.of("b", "c", "nobody"));
    // Then
    assertThat(dead).extracting(JobView::id).containsExactly("a", "b");
    assertThat(replayed).containsExactly(new Done("a", Answer.OK), new Done("c", Answer.GONE));
    assertThat(cancelled)
        .containsExactly(
            new Done("b", Answer.OK), new Done("c", Answer.OK), new Done("nobody", Answer.GONE));
    assertThat(desk.standings().getFirst().depth().ready()).isEqualTo(1);
    assertThat(cancellations.cancelled("run-jobs", "b")).isTrue();
    assertThat(cancellations.cancelled("run-jobs", "a")).isFalse();
    assertThat(cancellations.cancelled("run-jobs", "nobody")).isFalse();
  }

  @Test
  void replaysAllTheDead() {
    // Given
    for (int n = 0; n < 150; n++) {
      enqueue("job-" + n);
      kill("job-" + n);
    }
    // When
    QueueDesk.Replayed replayed = desk.replayAll("run-jobs");
    // Then
    assertThat(replayed).isEqualTo(new QueueDesk.Replayed(150, false));
    assertThat(jobs.depth().ready()).isEqualTo(150);
  }

  private void enqueue(String... ids) {
    for (String id : ids) {
      jobs.enqueue(List.of(NewJob.of(id, "ada", 5, 3, new byte[] {'{', '}'})));
    }
  }

  private void kill(String id) {
    var lease = jobs.claim("claim-" + id, "w-1", 1, Duration.ofMinutes(1)).jobs().getFirst();
    assertThat(lease.id()).isEqualTo(id);
    Failure failure = new Failure(FailureReason.RUN_TOO_LONG, "301 s");
    jobs.settle(id, lease.fence(), new Settlement.DeadLetter(failure));
  }
}
