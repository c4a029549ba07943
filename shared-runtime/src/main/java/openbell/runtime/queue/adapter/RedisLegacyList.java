package openbell.runtime.queue.adapter;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Empties a plain list, to which older producers still push, into a queue.
///
/// An element is moved to `{list}:processing`, enqueued, then removed there: a crash in between
/// leaves it in `:processing`, which is emptied first at the next start, and a job that was
/// enqueued twice is one job. One process reads at a time, the holder of `{list}:reader`; two that
/// both believe to hold it for a moment lose nothing either.
public final class RedisLegacyList implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLegacyList.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final String EXTEND =
      "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end"
          + " return 0";

  private final Source source;
  private final Target target;
  private final Duration lease;
  private final RedisLine line;
  private final Thread thread;

  /// @param list its key
  /// @param end from which it is read: `RIGHT` when producers use `LPUSH`, `LEFT` for `RPUSH`
  /// @param reader names this process
  public record Source(String list, End end, String reader) {
    String processing() {
      return "{" + list + "}:processing";
    }

    String lock() {
      return "{" + list + "}:reader";
    }
  }

  /// An end of a list.
  public enum End {
    LEFT,
    RIGHT
  }

  /// @param queue where the jobs go
  /// @param name of that queue
  /// @param jobs makes a job of a body, whatever it is
  public record Target(JobQueue queue, String name, Function<byte[], NewJob> jobs) {}

  /// @param lease how long the list stays with a reader that gives no sign of life
  public RedisLegacyList(
      Vertx vertx, RedisServers servers, Source source, Target target, Duration lease) {
    this.source = source;
    this.target = target;
    this.lease = lease;
    this.line = new RedisLine(vertx, servers);
    this.thread = Thread.ofVirtual().name("queue-legacy-" + source.list()).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Leaves what is in `:processing`, and the lease until it runs out, to the next reader.
  @Override
  public void close() {
    thread.interrupt();
    try {
      var _ = !thread.isAlive() || thread.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    line.close();
  }

  private void run() {
    boolean reading = false;
    try {
      while (true) {
        reading = turn(reading);
      }
    } catch (InterruptedException _) {
      LOG.atDebug().addKeyValue("list", source.list()).log("reading a list was interrupted");
    }
  }

  /// @return whether this process reads the list, and has emptied `:processing`
  private boolean turn(boolean reading) throws InterruptedException {
    try {
      if (reading ? !keep() : !take()) {
        rest();
        return false;
      }
      if (!reading) {
        recover();
      }
      byte[] body = next();
      if (body != null) {
        move(body);
      }
      return true;
    } catch (FailureException e) {
      LOG.atWarn()
          .addKeyValue("list", source.list())
          .log("a list cannot be emptied now: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("list", source.list())
          .setCause(e)
          .log("emptying a list is defective");
    }
    rest();
    // Whatever is in `:processing` now is taken up again.
    return false;
  }

  private static void rest() throws InterruptedException {
    var _ = new CountDownLatch(1).await(REST.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean take() throws InterruptedException {
    Request lock = Request.cmd(Command.SET).arg(source.lock()).arg(source.reader());
    return line.call(lock.arg("NX").arg("PX").arg(lease.toMillis()), PATIENCE) != null || keep();
  }

  private boolean keep() throws InterruptedException {
    Request extend = Request.cmd(Command.EVAL).arg(EXTEND).arg(1).arg(source.lock());
    Response answer = line.call(extend.arg(source.reader()).arg(lease.toMillis()), PATIENCE);
    return answer != null && answer.toString().equals("1");
  }

  /// Goes on with what an earlier reader had begun, oldest first.
  private void recover() throws InterruptedException {
    while (true) {
      Response oldest =
          line.call(Request.cmd(Command.LINDEX).arg(source.processing()).arg("-1"), PATIENCE);
      if (oldest == null) {
        return;
      }
      move(oldest.toBytes());
      if (!keep()) {
        throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "another process reads it");
      }
    }
  }

  private byte @Nullable [] next() throws InterruptedException {
    Duration wait = lease.dividedBy(6);
    Request request =
        Request.cmd(Command.BLMOVE)
            .arg(source.list())
            .arg(source.processing())
            .arg(source.end().name())
            .arg("LEFT")
            .arg(Double.toString(wait.toMillis() / 1000.0));
    Response body = line.call(request, wait.plus(PATIENCE));
    return body == null ? null : body.toBytes();
  }

  private void move(byte[] body) throws InterruptedException {
    if (body.length > JobQueue.LARGEST_PAYLOAD) {
      // Too large for a job: the queue's own door keeps it among the dead.
      Request push = Request.cmd(Command.LPUSH).arg(new RedisKeys(target.name()).inbox());
      line.call(push.arg(body), PATIENCE);
    } else {
      NewJob job = target.jobs().apply(body);
      if (target.queue().enqueue(List.of(job)).getFirst() == Enqueued.FULL) {
        throw FailureException.of(FailureReason.QUEUE_UNAVAILABLE, "the queue is full");
      }
    }
    line.call(Request.cmd(Command.LREM).arg(source.processing()).arg("-1").arg(body), PATIENCE);
  }
}
