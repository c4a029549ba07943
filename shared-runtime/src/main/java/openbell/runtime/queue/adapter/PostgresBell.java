package openbell.runtime.queue.adapter;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes those who wait for a job: by `LISTEN` on one connection for all queues of this process, or
/// by looking now and then.
///
/// A ring is a hint. Whoever waits looks for itself before it waits, again after one and after six
/// seconds, and goes back to its caller in the end: a lost ring costs a second, not the job.
final class PostgresBell implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresBell.class);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);

  /// Longer than any transaction of the queue: what began before the wait is seen by this look.
  private static final Duration SECOND_LOOK = Duration.ofSeconds(5);

  private static final int LISTEN_MILLIS = 1_000;
  private static final int CHECK_EVERY = 30;

  private final DataSource source;
  private final boolean pollOnly;
  private final Duration pollEvery;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private final Map<String, Long> rings = new HashMap<>();
  private final Map<String, Runnable> hearers = new ConcurrentHashMap<>();
  private @Nullable Thread listener;
  private boolean listening;
  private boolean closed;

  /// @param pollOnly never `LISTEN`: for a pooler that gives a connection to somebody else after
  /// every transaction
  /// @param pollEvery between two looks when nobody rings
  PostgresBell(DataSource source, boolean pollOnly, Duration pollEvery) {
    this.source = source;
    this.pollOnly = pollOnly;
    this.pollEvery = pollEvery;
  }

  /// Waits until `found` or a ring, at most `longest`.
  void await(String queue, Duration longest, BooleanSupplier found) throws InterruptedException {
    long heard = heard(queue);
    long left = Math.max(1, longest.toNanos());
    for (int look = 0; !found.getAsBoolean(); look++) {
      long pause = Math.min(left, pause(look).toNanos());
      if (pause <= 0 || rang(queue, heard, pause)) {
        return;
      }
      left -= pause;
    }
  }

  /// Calls `heard` at every ring of that name, and whenever some may have been missed.
  ///
  /// @param heard returns at once
  void onRing(String queue, Runnable heard) {
    hearers.put(queue, heard);
    long _ = heard(queue);
  }

  private Duration pause(int look) {
    lock.lock();
    try {
      if (pollOnly || !listening) {
        return pollEvery;
      }
    } finally {
      lock.unlock();
    }
    return switch (look) {
      case 0 -> FIRST_LOOK;
      case 1 -> SECOND_LOOK;
      default -> Duration.ofDays(1);
    };
  }

  private long heard(String queue) {
    lock.lock();
    try {
      if (!pollOnly && listener == null && !closed) {
        listener = Thread.ofPlatform().daemon().name("openbell-queue-bell").start(this::listen);
      }
      return rings.getOrDefault(queue, 0L);
    } finally {
      lock.unlock();
    }
  }

  private boolean rang(String queue, long heard, long pause) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = pause;
      while (!closed && left > 0 && rings.getOrDefault(queue, 0L) == heard) {
        left = rung.awaitNanos(left);
      }
      return closed || rings.getOrDefault(queue, 0L) != heard;
    } finally {
      lock.unlock();
    }
  }

  private void listen() {
    while (!isClosed()) {
      try (Connection connection = source.getConnection()) {
        listen(connection);
      } catch (SQLException e) {
        LOG.atDebug().log("not listening to PostgreSQL: {}", e.getMessage());
      }
      listening(false);
      pauseBeforeNext();
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen openbell_queue");
      listening(true);
      PGConnection server = connection.unwrap(PGConnection.class);
      for (int n = 1; !isClosed(); n++) {
        for (PGNotification one : server.getNotifications(LISTEN_MILLIS)) {
          ring(one.getParameter());
        }
        if (n % CHECK_EVERY == 0) {
          statement.execute("select 1");
        }
      }
      statement.execute("unlisten *");
    }
  }

  private void ring(String queue) {
    lock.lock();
    try {
      rings.merge(queue, 1L, Long::sum);
      rung.signalAll();
    } finally {
      lock.unlock();
    }
    Runnable hearer = hearers.get(queue);
    if (hearer != null) {
      hearer.run();
    }
  }

  /// What was said while nobody listened is unknown: everybody looks again.
  private void listening(boolean on) {
    lock.lock();
    try {
      if (listening != on) {
        listening = on;
        rings.replaceAll((_, count) -> count + 1);
        rung.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (on) {
      hearers.values().forEach(Runnable::run);
    }
  }

  private void pauseBeforeNext() {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(1);
      while (!closed && left > 0) {
        left = rung.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed || Thread.currentThread().isInterrupted();
    } finally {
      lock.unlock();
    }
  }

  /// Ends every wait, and the listener within a second.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
