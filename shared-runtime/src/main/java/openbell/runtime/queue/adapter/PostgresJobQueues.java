package openbell.runtime.queue.adapter;

import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueues;

/// The queues of one PostgreSQL database, in its schema `queue`.
public final class PostgresJobQueues implements JobQueues, AutoCloseable {

  /// The folder of the schema's migrations.
  public static final String MIGRATIONS = "db/queue";

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  private final AgroalDataSource source;
  private final long capacity;
  private final LongSupplier virtualNow;
  private final PostgresLine line;
  private final PostgresBell bell;
  private final Map<String, JobQueue> queues = new ConcurrentHashMap<>();

  /// @param source closed with the queues
  /// @param capacity most jobs that may wait in one queue
  /// @param pollOnly look for work every `pollEvery` instead of listening
  public PostgresJobQueues(
      AgroalDataSource source, long capacity, boolean pollOnly, Duration pollEvery) {
    this(source, capacity, new PostgresBell(source, pollOnly, pollEvery), () -> 0);
  }

  /// @param virtualNow milliseconds instead of the server's clock, for tests
  PostgresJobQueues(
      AgroalDataSource source, long capacity, PostgresBell bell, LongSupplier virtualNow) {
    this.source = source;
    this.capacity = capacity;
    this.virtualNow = virtualNow;
    this.line = new PostgresLine(source);
    this.bell = bell;
  }

  @Override
  public JobQueue named(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a queue's name has 1 to 64 of a-z 0-9 -, was " + name);
    }
    return queues.computeIfAbsent(
        name, _ -> new PostgresJobQueue(name, capacity, line, bell, virtualNow));
  }

  /// Closes all connections; whoever waits goes back to its caller.
  @Override
  public void close() {
    bell.close();
    source.close();
  }
}
