package openbell.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The PostgreSQL and the Redis of one var directory.
record Servers(PostgresServer postgres, RedisServer redis) {

  static Servers of(VarDirectory var) {
    return new Servers(new PostgresServer(var), new RedisServer(var));
  }

  /// Starts both at the same time: together they take as long as the slower one.
  void start() {
    Terminal.say("Starting PostgreSQL and Redis ...");
    CompletableFuture<Void> database = CompletableFuture.runAsync(postgres::start);
    CompletableFuture<Void> queue = CompletableFuture.runAsync(redis::start);
    try {
      CompletableFuture.allOf(database, queue).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StartFailure failure
          ? failure
          : new StartFailure("PostgreSQL or Redis did not start: " + e.getCause(), e);
    }
  }

  /// Stops Redis, then PostgreSQL: the record outlives the dispatch cache.
  void stop() {
    redis.stop();
    postgres.stop();
  }
}
