package openbell.bench.api;

import io.vertx.core.Vertx;
import java.util.List;
import openbell.runtime.live.Progress;
import openbell.runtime.queue.adapter.RedisProgressCarrier;
import openbell.runtime.queue.adapter.RedisServers;

/// How events get into the API.
final class Carriers {
  private Carriers() {}

  /// What workers use, on that Redis.
  static EventFeed feed(String redisUri) {
    Vertx vertx = Vertx.vertx();
    RedisProgressCarrier carrier = new RedisProgressCarrier(vertx, RedisServers.of(redisUri));
    return new EventFeed() {
      @Override
      public void send(List<Progress> batch) {
        carrier.send(batch);
      }

      @Override
      public void close() {
        carrier.close();
        var _ = vertx.close();
      }
    };
  }
}
