package openbell.runtime.queue.adapter;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.adapter.RedisRoute.Open;
import org.jspecify.annotations.Nullable;

/// One connection to Redis, shared by callers whose commands it pipelines.
///
/// After a lost connection, a missing answer or an answer of a server that cannot serve, the
/// connection is thrown away with its socket; the next call opens a new one.
final class RedisLine implements AutoCloseable {
  /// A cluster that is being changed may point twice; more often would be a circle.
  private static final int MOST_MOVES = 3;

  private final RedisRoute route;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<@Nullable Open> open = new AtomicReference<>();
  private boolean closed;

  RedisLine(Vertx vertx, RedisServers servers) {
    this.route = new RedisRoute(vertx, servers);
  }

  /// Sends a command and waits for its answer. A connection that broke is replaced once without a
  /// word: every command of the queue may be repeated.
  @Nullable Response call(Request request, Duration patience) throws InterruptedException {
    boolean broke = false;
    for (int moves = 0; ; ) {
      Open used = connected();
      try {
        return answer(used, request, patience);
      } catch (ExecutionException e) {
        boolean moved = e.getCause() instanceof RedisRefusal refusal && refusal.movedTo() != null;
        boolean refused = e.getCause() instanceof RedisRefusal;
        if (moved ? ++moves > MOST_MOVES : refused || broke) {
          throw judged(e);
        }
        broke = !moved;
      }
    }
  }

  private @Nullable Response answer(Open used, Request request, Duration patience)
      throws InterruptedException, ExecutionException {
    try {
      return await(used.connection().send(request), patience);
    } catch (ExecutionException e) {
      RedisRefusal refusal = RedisRefusal.of(e.getCause());
      if (refusal == null || refusal.cannotServe()) {
        drop(used, refusal);
      }
      throw refusal == null ? e : new ExecutionException(refusal);
    } catch (TimeoutException e) {
      drop(used, null);
      throw unavailable("Redis did not answer within " + patience.toMillis() + " ms", e);
    }
  }

  private static FailureException judged(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return unavailable("Redis: " + cause.getMessage(), cause);
  }

  private Open connected() throws InterruptedException {
    Open current = open.get();
    if (current != null) {
      return current;
    }
    lock.lockInterruptibly();
    try {
      if (closed) {
        throw unavailable("the connection to Redis is closed", null);
      }
      current = open.get();
      return current == null ? connect() : current;
    } finally {
      lock.unlock();
    }
  }

  private Open connect() throws InterruptedException {
    try {
      Open made = route.connect();
      made.connection().exceptionHandler(_ -> forget(made));
      made.connection().endHandler(_ -> forget(made));
      open.set(made);
      return made;
    } catch (ExecutionException | TimeoutException e) {
      throw unavailable("no connection to Redis: " + e.getMessage(), e);
    }
  }

  static <T extends @Nullable Object> T await(Future<T> future, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// @param refusal why the server is left; null: it was lost
  private void drop(Open broken, @Nullable RedisRefusal refusal) {
    if (forget(broken) && refusal != null) {
      lock.lock();
      try {
        String other = refusal.movedTo();
        if (other != null) {
          route.moved(broken, other);
        } else {
          route.failed();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /// Takes no lock: the thread that reports a lost connection is the one that makes a new one.
  ///
  /// @return whether it was still in use
  private boolean forget(Open broken) {
    boolean used = open.compareAndSet(broken, null);
    broken.client().close();
    return used;
  }

  /// Forgets a command that nobody waits for any more: it would hold up those behind it.
  void reset() {
    Open current = open.getAndSet(null);
    if (current != null) {
      current.client().close();
    }
  }

  /// Also ends calls that still wait for an answer.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    reset();
  }

  private static FailureException unavailable(String detail, @Nullable Throwable cause) {
    Failure failure = new Failure(FailureReason.QUEUE_UNAVAILABLE, detail);
    return cause == null ? new FailureException(failure) : new FailureException(failure, cause);
  }
}
