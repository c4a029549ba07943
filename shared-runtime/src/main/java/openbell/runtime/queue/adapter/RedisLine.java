package openbell.runtime.queue.adapter;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// One connection to Redis, shared by callers whose commands it pipelines.
///
/// After a lost connection, a missing answer or an answer of a server that cannot serve, the
/// connection is thrown away with its socket; the next call opens a new one.
final class RedisLine implements AutoCloseable {
  private static final Duration TO_CONNECT = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final RedisOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Open open;
  private boolean closed;

  RedisLine(Vertx vertx, String uri) {
    this.vertx = vertx;
    this.options = new RedisOptions().setConnectionString(uri).setMaxPoolSize(1);
    options.setMaxWaitingHandlers(16_384);
    options.getNetClientOptions().setConnectTimeout((int) TO_CONNECT.toMillis());
    options.getNetClientOptions().setTcpKeepAlive(true);
  }

  /// Sends a command and waits for its answer. A connection that broke is replaced once
  /// without a word: every command of the queue may be repeated.
  @Nullable Response call(Request request, Duration patience) throws InterruptedException {
    Open used = connected();
    try {
      return answer(used, request, patience);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RedisRefusal) {
        throw judged(e);
      }
      return secondCall(request, patience);
    }
  }

  private @Nullable Response secondCall(Request request, Duration patience)
      throws InterruptedException {
    try {
      return answer(connected(), request, patience);
    } catch (ExecutionException e) {
      throw judged(e);
    }
  }

  private @Nullable Response answer(Open used, Request request, Duration patience)
      throws InterruptedException, ExecutionException {
    try {
      return await(used.connection.send(request), patience);
    } catch (ExecutionException e) {
      RedisRefusal refusal = RedisRefusal.of(e.getCause());
      if (refusal == null || refusal.cannotServe()) {
        drop(used);
      }
      throw refusal == null ? e : new ExecutionException(refusal);
    } catch (TimeoutException e) {
      drop(used);
      throw unavailable("Redis did not answer within " + patience.toMillis() + " ms", e);
    }
  }

  private static FailureException judged(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return unavailable("Redis: " + cause.getMessage(), cause);
  }

  private Open connected() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (closed) {
        throw unavailable("the connection to Redis is closed", null);
      }
      Open current = open;
      return current == null ? connect() : current;
    } finally {
      lock.unlock();
    }
  }

  private Open connect() throws InterruptedException {
    Redis client = Redis.createClient(vertx, options);
    try {
      RedisConnection connection = await(client.connect(), TO_CONNECT);
      Open made = new Open(client, connection);
      connection.exceptionHandler(_ -> drop(made));
      connection.endHandler(_ -> drop(made));
      open = made;
      return made;
    } catch (ExecutionException | TimeoutException e) {
      client.close();
      throw unavailable("no connection to Redis: " + e.getMessage(), e);
    }
  }

  private static <T extends @Nullable Object> T await(Future<T> future, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void drop(Open broken) {
    lock.lock();
    try {
      if (open == broken) {
        open = null;
      }
    } finally {
      lock.unlock();
    }
    broken.client.close();
  }

  /// Forgets a command that nobody waits for any more: it would hold up those behind it.
  void reset() {
    lock.lock();
    try {
      if (open != null) {
        open.client.close();
        open = null;
      }
    } finally {
      lock.unlock();
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

  private static final class Open {
    private final Redis client;
    private final RedisConnection connection;

    Open(Redis client, RedisConnection connection) {
      this.client = client;
      this.connection = connection;
    }
  }
}
