package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;

/// The queues of one Redis server: one connection for calls, one for heartbeats, and one per queue
/// that is waited on.
public final class RedisJobQueues implements JobQueues, AutoCloseable {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final String uri;
  private final long capacity;
  private final LongSupplier virtualNow;
  private final RedisScripts scripts;
  private final RedisLine calls;
  private final RedisLine beats;
  private final List<RedisLine> waits = new ArrayList<>();
  private final Map<String, JobQueue> queues = new ConcurrentHashMap<>();

  /// @param uri `redis://[:password@]host:port[/database]`, or `rediss://` for TLS
  /// @param capacity most jobs that may wait in one queue
  public RedisJobQueues(Vertx vertx, String uri, long capacity) {
    this(vertx, uri, capacity, () -> 0);
  }

  /// @param virtualNow milliseconds instead of the server's clock, for tests
  RedisJobQueues(Vertx vertx, String uri, long capacity, LongSupplier virtualNow) {
    this(vertx, uri, capacity, virtualNow, RedisScripts.asWritten());
  }

  RedisJobQueues(
      Vertx vertx, String uri, long capacity, LongSupplier virtualNow, RedisScripts scripts) {
    this.vertx = vertx;
    this.uri = uri;
    this.capacity = capacity;
    this.virtualNow = virtualNow;
    this.scripts = scripts;
    this.calls = new RedisLine(vertx, uri);
    this.beats = new RedisLine(vertx, uri);
  }

  @Override
  public JobQueue named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a queue's name has 1 to 64 of a-z 0-9 -, was " + name);
    }
    return queues.computeIfAbsent(name, this::open);
  }

  private JobQueue open(String name) {
    RedisLine waiting = new RedisLine(vertx, uri);
    synchronized (waits) {
      waits.add(waiting);
    }
    RedisCalls named = new RedisCalls(new RedisKeys(name), virtualNow);
    return new RedisJobQueue(
        named, scripts, capacity, new RedisJobQueue.Lines(calls, beats, waiting));
  }

  /// Refuses a server that would throw jobs away when its memory is full.
  ///
  /// @throws IllegalStateException when it would
  public void requireNoEviction() throws InterruptedException {
    Response answer = calls.call(Request.cmd(Command.INFO).arg("memory"), PATIENCE);
    String memory = answer == null ? "" : answer.toString(UTF_8);
    String limit = field(memory, "maxmemory");
    String policy = field(memory, "maxmemory_policy");
    if (!limit.equals("0") && !limit.isEmpty() && !policy.equals("noeviction")) {
      throw new IllegalStateException(
          "Redis has maxmemory-policy '"
              + policy
              + "' and would throw jobs away when it is full. Set maxmemory-policy to noeviction"
              + " (redis.conf, or CONFIG SET maxmemory-policy noeviction), then start again.");
    }
  }

  private static String field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }

  /// Closes all connections; whoever waits gets a failure.
  @Override
  public void close() {
    synchronized (waits) {
      waits.forEach(RedisLine::close);
    }
    calls.close();
    beats.close();
  }
}
