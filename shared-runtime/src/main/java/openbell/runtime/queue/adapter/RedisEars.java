package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import openbell.runtime.queue.adapter.RedisRoute.Open;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to one channel of Redis on a connection of its own, and opens a new one when it breaks.
///
/// What is said in between is not heard; `heard` is called after every new beginning.
final class RedisEars implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisEars.class);
  private static final long PAUSE_MS = 1_000;

  private final RedisRoute route;
  private final String channel;
  private final Runnable heard;
  private final Semaphore broken = new Semaphore(0);
  private final AtomicReference<@Nullable Open> open = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

  RedisEars(Vertx vertx, RedisServers servers, String channel, Runnable heard) {
    this.route = new RedisRoute(vertx, servers);
    this.channel = channel;
    this.heard = heard;
  }

  /// Begins to listen; again is nothing.
  void open() {
    Thread mine = Thread.ofVirtual().name("openbell-live-ears").unstarted(this::run);
    if (thread.compareAndSet(null, mine)) {
      mine.start();
    }
  }

  /// The connection may be dead without a sign of it.
  void doubt() {
    broken.release();
  }

  private void run() {
    try {
      while (true) {
        if (subscribed()) {
          broken.acquire();
          leave();
        }
        // Many reasons to doubt are one; a server that is away is not asked in a circle.
        var _ = broken.tryAcquire(PAUSE_MS, TimeUnit.MILLISECONDS);
        var _ = broken.drainPermits();
      }
    } catch (InterruptedException _) {
      leave();
    }
  }

  private boolean subscribed() throws InterruptedException {
    try {
      Open made = route.connect();
      open.set(made);
      made.connection().exceptionHandler(_ -> broken.release());
      made.connection().endHandler(_ -> broken.release());
      // The confirmation of the subscription counts too: it says "from now on".
      made.connection().handler(_ -> heard.run());
      var _ =
          made.connection()
              .send(Request.cmd(Command.SUBSCRIBE).arg(channel))
              .onSuccess(_ -> heard.run())
              .onFailure(_ -> broken.release());
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.atDebug().log("not listening to Redis: {}", e.getMessage());
      return false;
    }
  }

  private void leave() {
    Open last = open.getAndSet(null);
    if (last != null) {
      last.client().close();
    }
  }

  @Override
  public void close() {
    Thread mine = thread.get();
    if (mine != null) {
      mine.interrupt();
    }
    leave();
  }
}
