package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import java.util.function.LongSupplier;

/// Queues on a real Redis that differ from those in use, for tests of other modules.
public final class RedisQueuesForTests {
  private static final long CAPACITY = 1_000_000;

  private RedisQueuesForTests() {}

  /// A server whose clock says what the test says.
  ///
  /// @param now in ms
  public static RedisJobQueues withClock(Vertx vertx, String uri, LongSupplier now) {
    return new RedisJobQueues(vertx, RedisServers.of(uri), CAPACITY, now, RedisScripts.asWritten());
  }

  /// The same rules in another text, as a program of another version has it: Redis knows its
  /// scripts by other hashes.
  public static RedisJobQueues ofAnotherVersion(Vertx vertx, String uri) {
    return new RedisJobQueues(
        vertx,
        RedisServers.of(uri),
        CAPACITY,
        () -> 0,
        RedisScripts.changed(text -> "-- another version\n" + text));
  }
}
