package openbell.runtime.queue.adapter;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueueContract;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The contract on a real cluster of three masters, every queue in a slot of its own.
class RedisClusterTest extends JobQueueContract {
  private static final int SLOTS = 16_384;
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final List<RealRedis> NODES = new ArrayList<>();
  private static Vertx vertx;

  private final List<RedisJobQueues> opened = new ArrayList<>();
  private String name = "";

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    for (int node = 0; node < 3; node++) {
      RealRedis made = RealRedis.with("--cluster-enabled", "yes", "--appendonly", "no");
      NODES.add(made);
      int from = SLOTS * node / 3;
      int to = SLOTS * (node + 1) / 3;
      Stream<Object> slots = IntStream.range(from, to).boxed().map(slot -> slot);
      say(made, Stream.concat(Stream.of("ADDSLOTS"), slots).toArray());
      say(made, "SET-CONFIG-EPOCH", node + 1);
    }
    for (RealRedis other : NODES) {
      say(NODES.getFirst(), "MEET", "127.0.0.1", other.port());
    }
    for (RealRedis node : NODES) {
      await().atMost(ofSeconds(20)).until(() -> well(node));
    }
  }

  private static boolean well(RealRedis node) throws InterruptedException {
    String info = say(node, "INFO").toString();
    return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3");
  }

  private static Response say(RealRedis node, Object... args) throws InterruptedException {
    return RedisTalk.say(vertx, node, Command.CLUSTER, args);
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    NODES.forEach(RealRedis::close);
  }

  @AfterEach
  void close() {
    opened.forEach(RedisJobQueues::close);
  }

  @Override
  public JobQueue newQueue(long capacity) {
    name = "contract-" + NAMES.incrementAndGet();
    return open(capacity).named(name);
  }

  private RedisJobQueues open(long capacity) {
    String hosts = String.join(", ", NODES.stream().map(RealRedis::uri).toList());
    RedisServers servers = RedisServers.of(hosts, "cluster", "", "");
    RedisJobQueues queues =
        new RedisJobQueues(vertx, servers, capacity, clock::millis, RedisScripts.asWritten());
    opened.add(queues);
    return queues;
  }

  @Test
  void spreadsQueuesOverItsNodes() throws Exception {
    // Given
    RedisJobQueues queues = open(10);
    // When
    for (int i = 0; i < 20; i++) {
      queues.named("spread-" + i).enqueue(List.of(job("a")));
      assertThat(claim(queues.named("spread-" + i), 5)).hasSize(1);
    }
    // Then
    for (RealRedis node : NODES) {
      assertThat(RedisTalk.say(vertx, node, Command.DBSIZE).toInteger()).isPositive();
    }
    assertThat(queues.fullness()).isZero();
    queues.requireNoEviction();
  }

  @Test
  void followsAQueueThatMovesToAnotherNode() throws Exception {
    // Given
    JobQueue queue = newQueue(10);
    queue.enqueue(List.of(job("a"), job("b")));
    Leased held = claim(queue, 1).getFirst();
    int slot = say(NODES.getFirst(), "KEYSLOT", "{" + name + "}").toInteger();
    RealRedis from = NODES.get(slot * 3 / SLOTS);
    RealRedis to = NODES.get((slot * 3 / SLOTS + 1) % 3);
    // When
    move(slot, from, to);
    Settled settled = queue.settle(held.id(), held.fence(), new Settlement.Done());
    // Then
    assertThat(settled).isEqualTo(Settled.OK);
    assertThat(claim(queue, 5)).extracting(Leased::id).containsExactly("b");
    assertThat(say(from, "COUNTKEYSINSLOT", slot).toInteger()).isZero();
  }

  private static void move(int slot, RealRedis from, RealRedis to) throws Exception {
    String old = say(from, "MYID").toString();
    String next = say(to, "MYID").toString();
    say(to, "SETSLOT", slot, "IMPORTING", old);
    say(from, "SETSLOT", slot, "MIGRATING", next);
    for (Response key : say(from, "GETKEYSINSLOT", slot, 100)) {
      RedisTalk.say(vertx, from, Command.MIGRATE, "127.0.0.1", to.port(), key, 0, 5_000);
    }
    for (RealRedis node : List.of(to, from)) {
      say(node, "SETSLOT", slot, "NODE", next);
    }
  }
}
