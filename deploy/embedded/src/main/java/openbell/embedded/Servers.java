package openbell.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The PostgreSQL and the Redis of one var directory.
///
/// @param withRedis whether a Redis is started; one that an earlier start left behind is stopped in
/// any case
record Servers(PostgresServer postgres, RedisServer redis, boolean withRedis) {

  static Servers of(VarDirectory var, Options.Queue queue) {
    return new Servers(new PostgresServer(var), new RedisServer(var), queue == Options.Queue.REDIS);
  }

  /// Starts both at the same time: together they take as long as the slower one.
  void start() {
    Terminal.say("Starting %s ...".formatted(names()));
    CompletableFuture<Void> database = CompletableFuture.runAsync(postgres::start);
    CompletableFuture<Void> queue =
        CompletableFuture.runAsync(withRedis ? redis::start : redis::stopLeftover);
    try {
      CompletableFuture.allOf(database, queue).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StartFailure failure
          ? failure
          : new StartFailure("%s did not start: %s".formatted(names(), e.getCause()), e);
    }
  }

  private String names() {
    return withRedis ? "PostgreSQL and Redis" : "PostgreSQL";
  }

  /// Stops Redis, then PostgreSQL: the record outlives the dispatch cache.
  void stop() {
    redis.stop();
    postgres.stop();
  }
}
