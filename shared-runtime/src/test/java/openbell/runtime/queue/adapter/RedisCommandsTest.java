package openbell.runtime.queue.adapter;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import openbell.model.run.FailureException;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many commands a queue sends, as the server hears them: hosted servers are paid by command.
class RedisCommandsTest {
  private static final Duration LEASE = ofSeconds(60);
  private static final int JOBS = 100;

  private final Vertx vertx = Vertx.vertx();
  private final RealRedis redis = RealRedis.with("--appendonly", "no");
  private final RedisJobQueues queues = new RedisJobQueues(vertx, redis.uri(), 1_000);
  private final JobQueue queue = queues.named("work");

  @BeforeEach
  void connect() {
    // Every script is known and every connection open: those come once, not per job.
    queue.enqueue(jobs("warm", 1));
    Leased warm = queue.claim("0", "w", 1, LEASE).jobs().getFirst();
    queue.settleAll(done(List.of(warm)));
  }

  @AfterEach
  void stop() {
    queues.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  @Test
  void takesTwoCommandsForAJobThatIsClaimedAndSettledAlone() throws Exception {
    // Given
    queue.enqueue(jobs("a", JOBS));
    // When
    List<String> heard =
        RedisTalk.overhear(
            redis,
            () -> {
              for (int i = 1; i <= JOBS; i++) {
                Leased job = queue.claim("c" + i, "w", 1, LEASE).jobs().getFirst();
                queue.settle(job.id(), job.fence(), new Settlement.Done());
              }
            });
    // Then
    assertThat(heard).hasSize(2 * JOBS);
    assertThat(queue.depth().done()).isEqualTo(JOBS + 1);
  }

  @Test
  void takesOneCommandForAJobThatIsSettledWithTheNextClaim() throws Exception {
    // Given
    queue.enqueue(jobs("a", JOBS));
    // When
    List<String> heard = RedisTalk.overhear(redis, () -> turnOver(1));
    // Then
    assertThat(heard).hasSize(JOBS + 1);
    assertThat(queue.depth().done()).isEqualTo(JOBS + 1);
  }

  @Test
  void takesATenthOfACommandPerJobInBatchesOfTenAndOneMoreToEnqueueIt() throws Exception {
    // When
    List<String> heard =
        RedisTalk.overhear(
            redis,
            () -> {
              for (int i = 0; i < JOBS; i++) {
                queue.enqueue(jobs("a" + i + "-", 1));
              }
              turnOver(10);
            });
    // Then
    assertThat(heard).hasSizeLessThanOrEqualTo(JOBS + JOBS / 10 + 1);
    assertThat(queue.depth().done()).isEqualTo(JOBS + 1);
  }

  @Test
  void waitsWithOneCommand() throws Exception {
    // Given a connection for waiting
    queue.awaitWork(ofMillis(1));
    // When
    List<String> heard = RedisTalk.overhear(redis, () -> queue.awaitWork(ofMillis(1_500)));
    // Then
    assertThat(heard).singleElement().asString().containsIgnoringCase("BLMOVE").contains("1.500");
  }

  @Test
  void asksAServerThatMayNotWriteOncePerCallAndGreetsIt() throws Exception {
    // Given a server that has become a replica
    RedisTalk.say(vertx, redis, Command.REPLICAOF, "127.0.0.1", "1");
    // When
    List<String> heard =
        RedisTalk.overhear(
            redis,
            () -> {
              for (int i = 0; i < 5; i++) {
                String claimId = "c" + i;
                assertThatThrownBy(() -> queue.claim(claimId, "w", 1, LEASE))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("QUEUE_UNAVAILABLE");
              }
            });
    // Then every call had a connection of its own: the next one might reach a master
    assertThat(heard).hasSizeLessThanOrEqualTo(2 * 5);
    assertThat(heard.stream().filter(line -> line.contains("EVALSHA") || line.contains("evalsha")))
        .hasSize(5);
    RedisTalk.say(vertx, redis, Command.REPLICAOF, "NO", "ONE");
    assertThat(queue.claim("after", "w", 1, LEASE).jobs()).isEmpty();
  }

  /// Works until nothing is left, with one call per round.
  private void turnOver(int batch) {
    List<Settling> finished = List.of();
    for (int round = 0; ; round++) {
      String claimId = "t" + round;
      List<Leased> jobs = queue.settleAndClaim(finished, claimId, "w", batch, LEASE).claim().jobs();
      if (jobs.isEmpty()) {
        return;
      }
      finished = done(jobs);
    }
  }

  private static List<Settling> done(List<Leased> jobs) {
    return jobs.stream()
        .map(job -> new Settling(job.id(), job.fence(), new Settlement.Done()))
        .toList();
  }

  private static List<NewJob> jobs(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> NewJob.of(prefix + i, "anna", 5, 3, new byte[500]))
        .toList();
  }
}
