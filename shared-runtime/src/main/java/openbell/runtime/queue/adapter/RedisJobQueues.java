package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;

/// The queues of one Redis: one connection for calls, one for heartbeats, and one per queue that is
/// waited on. In a cluster every queue has its own three, to the node that owns its slot.
public final class RedisJobQueues implements JobQueues, AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final RedisServers servers;
  private final long capacity;
  private final LongSupplier virtualNow;
  private final RedisScripts scripts;
  private final RedisLine calls;
  private final RedisLine beats;
  private final List<RedisLine> lines = new CopyOnWriteArrayList<>();
  private final Map<String, RedisJobQueue> queues = new ConcurrentHashMap<>();

  /// @param uri of one server: `redis://[:password@]host:port[/database]`, or `rediss://` for TLS
  /// @param capacity most jobs that may wait in one queue
  public RedisJobQueues(Vertx vertx, String uri, long capacity) {
    this(vertx, RedisServers.of(uri), capacity);
  }

  public RedisJobQueues(Vertx vertx, RedisServers servers, long capacity) {
    this(vertx, servers, capacity, () -> 0, RedisScripts.asWritten());
  }

  /// @param virtualNow milliseconds instead of the server's clock, for tests
  RedisJobQueues(
      Vertx vertx,
      RedisServers servers,
      long capacity,
      LongSupplier virtualNow,
      RedisScripts scripts) {
    this.vertx = vertx;
    this.servers = servers;
    this.capacity = capacity;
    this.virtualNow = virtualNow;
    this.scripts = scripts;
    this.calls = line(servers);
    this.beats = line(servers);
  }

  /// Connects with its first call.
  private RedisLine line(RedisServers to) {
    RedisLine line = new RedisLine(vertx, to);
    lines.add(line);
    return line;
  }

  @Override
  public JobQueue named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a queue's name has 1 to 64 of a-z 0-9 -, was " + name);
    }
    return queues.computeIfAbsent(name, this::open);
  }

  private RedisJobQueue open(String name) {
    boolean own = servers.kind() == RedisServers.Kind.CLUSTER;
    return new RedisJobQueue(
        new RedisCalls(new RedisKeys(name), virtualNow),
        scripts,
        capacity,
        new RedisJobQueue.Lines(
            own ? line(servers) : calls, own ? line(servers) : beats, line(servers)));
  }

  /// Refuses a server that would throw jobs away when its memory is full. Of a cluster, the nodes
  /// are
  /// asked that the settings name.
  ///
  /// @throws IllegalStateException when it would
  public void requireNoEviction() throws InterruptedException {
    if (servers.kind() != RedisServers.Kind.CLUSTER) {
      memory(calls).requireNoEviction();
      return;
    }
    for (String host : servers.hosts()) {
      RedisServers one =
          new RedisServers(RedisServers.Kind.STANDALONE, List.of(host), "", servers.password());
      try (RedisLine line = new RedisLine(vertx, one)) {
        memory(line).requireNoEviction();
      }
    }
  }

  private static RedisMemory memory(RedisLine line) throws InterruptedException {
    return RedisMemory.of(line.call(Request.cmd(Command.INFO).arg("memory"), PATIENCE));
  }

  /// Of a cluster: the fullest of the nodes that the opened queues are on.
  @Override
  public double fullness() {
    try {
      if (servers.kind() != RedisServers.Kind.CLUSTER) {
        return memory(calls).fullness();
      }
      double fullest = 0;
      for (RedisJobQueue queue : queues.values()) {
        // A script finds the node that owns the queue; INFO is answered by any.
        var _ = queue.depth();
        fullest = Math.max(fullest, memory(queue.lines().calls()).fullness());
      }
      return fullest;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(
          new Failure(FailureReason.QUEUE_UNAVAILABLE, "interrupted while waiting for Redis"), e);
    }
  }

  /// Closes all connections; whoever waits gets a failure.
  @Override
  public void close() {
    lines.forEach(RedisLine::close);
  }
}
