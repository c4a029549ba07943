package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.util.List;
import openbell.model.run.FailureException;
import openbell.runtime.queue.Claim;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A queue whose master is found by a sentinel, and found again after it died.
class RedisSentinelTest {
  private static final String MASTER = "openbell";

  private final Vertx vertx = Vertx.vertx();
  private RealRedis master;
  private RealRedis replica;
  private RealRedis sentinel;
  private RedisJobQueues queues;

  @BeforeEach
  void start() {
    master = RealRedis.with();
    replica = RealRedis.with("--replicaof", "127.0.0.1", Integer.toString(master.port()));
    sentinel = RealRedis.sentinelOf(master, MASTER);
    queues = new RedisJobQueues(vertx, servers(), 100);
    await().atMost(ofSeconds(10)).until(() -> info(replica).contains("master_link_status:up"));
    await().atMost(ofSeconds(15)).until(() -> replicas() == 1);
  }

  private RedisServers servers() {
    String nobody = "redis://127.0.0.1:1";
    return RedisServers.of(nobody + "," + sentinel.uri(), "sentinel", MASTER, "");
  }

  private String info(RealRedis server) throws InterruptedException {
    return RedisTalk.say(vertx, server, Command.INFO, "replication").toString();
  }

  private int replicas() throws InterruptedException {
    return RedisTalk.say(vertx, sentinel, Command.SENTINEL, "replicas", MASTER).size();
  }

  @AfterEach
  void stop() {
    queues.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    List.of(sentinel, replica, master).forEach(RealRedis::close);
  }

  @Test
  void goesOnWithThePromotedReplica() throws Exception {
    // Given
    JobQueue queue = queues.named("work");
    queue.enqueue(List.of(job("a"), job("b")));
    Leased held = queue.claim("1", "w", 1, ofSeconds(60)).jobs().getFirst();
    await().until(() -> info(master).contains("lag=0") && sameOffset());
    // When
    master.kill();
    await().atMost(ofSeconds(15)).until(() -> info(replica).contains("role:master"));
    Claim claim =
        await()
            .atMost(ofSeconds(15))
            .pollInterval(ofMillis(100))
            .ignoreException(FailureException.class)
            .until(() -> queue.claim("2", "w", 5, ofSeconds(60)), found -> true);
    // Then
    assertThat(claim.jobs()).extracting(Leased::id).containsExactly("b");
    assertThat(claim.jobs().getFirst().fence()).isGreaterThan(held.fence());
    assertThat(queue.settle("a", held.fence(), new Settlement.Done())).isEqualTo(Settled.OK);
    assertThat(queue.enqueue(List.of(job("c")))).containsExactly(Enqueued.NEW);
  }

  private boolean sameOffset() throws InterruptedException {
    return offset(master).equals(offset(replica));
  }

  private String offset(RealRedis server) throws InterruptedException {
    return info(server).lines().filter(l -> l.startsWith("master_repl_offset")).findFirst().get();
  }

  private static NewJob job(String id) {
    return NewJob.of(id, "anna", 2, 1, id.getBytes(UTF_8));
  }
}
