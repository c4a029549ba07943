package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Optional;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.cache.ValueCache;
import org.jspecify.annotations.Nullable;

/// Values in Redis, each a key of its own below `{openbell}:cache:`, on a connection of its own.
///
/// The hash tag keeps them on one node of a cluster, which the connection then stays with.
public final class RedisValueCache implements ValueCache, AutoCloseable {
  private static final String PREFIX = "{openbell}:cache:";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RedisLine line;

  public RedisValueCache(Vertx vertx, RedisServers servers) {
    this.line = new RedisLine(vertx, servers);
  }

  @Override
  public Optional<byte[]> get(String key) {
    ValueCache.check(key);
    return Optional.ofNullable(call(Request.cmd(Command.GET).arg(PREFIX + key)))
        .map(Response::toBytes);
  }

  @Override
  public void put(String key, byte[] value, Duration ttl) {
    ValueCache.check(key, value, ttl);
    var _ = call(set(key, value, ttl));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] value, Duration ttl) {
    ValueCache.check(key, value, ttl);
    return call(set(key, value, ttl).arg("NX")) != null;
  }

  private static Request set(String key, byte[] value, Duration ttl) {
    return Request.cmd(Command.SET)
        .arg(PREFIX + key)
        .arg(Buffer.buffer(value))
        .arg("PX")
        .arg(Long.toString(ttl.toMillis()));
  }

  @Override
  public void remove(String key) {
    ValueCache.check(key);
    var _ = call(Request.cmd(Command.DEL).arg(PREFIX + key));
  }

  private @Nullable Response call(Request request) {
    try {
      return line.call(request, PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "interrupted while asking Redis");
    }
  }

  @Override
  public void close() {
    line.close();
  }
}
