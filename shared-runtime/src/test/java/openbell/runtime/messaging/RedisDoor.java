package openbell.runtime.messaging;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/// A hand at a real Redis, past the queue: what a person or an older program does to it.
final class RedisDoor implements AutoCloseable {
  private final Redis client;

  RedisDoor(Vertx vertx, String uri) {
    client = Redis.createClient(vertx, uri);
  }

  /// @param words strings and byte arrays; the first names the command
  Response run(Object... words) {
    Request request = Request.cmd(Command.create(words[0].toString()));
    for (int i = 1; i < words.length; i++) {
      if (words[i] instanceof byte[] bytes) {
        request.arg(bytes);
      } else {
        request.arg(words[i].toString());
      }
    }
    return client.send(request).toCompletionStage().toCompletableFuture().join();
  }

  @Override
  public void close() {
    client.close();
  }
}
