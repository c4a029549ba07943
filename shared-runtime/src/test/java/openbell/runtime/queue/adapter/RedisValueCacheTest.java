package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import openbell.runtime.cache.ValueCache;
import openbell.runtime.cache.ValueCacheContract;
import openbell.runtime.testing.RealRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RedisValueCacheTest extends ValueCacheContract {
  private static RealRedis redis;
  private static Vertx vertx;
  private static RedisValueCache cache;

  @BeforeAll
  static void start() {
    redis = RealRedis.with();
    vertx = Vertx.vertx();
    cache = new RedisValueCache(vertx, RedisServers.of(redis.uri()));
  }

  @AfterAll
  static void stop() {
    cache.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  @Override
  protected ValueCache cache() {
    return cache;
  }
}
