package openbell.runtime.queue.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.JobQueueContract;
import openbell.runtime.testing.RealPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// The contract on a real PostgreSQL.
class PostgresJobQueueTest extends JobQueueContract {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static RealPostgres.Database database;

  private final List<PostgresJobQueues> opened = new ArrayList<>();

  @BeforeAll
  static void migrate() {
    database = PostgresBench.migrated(RealPostgres.newDatabase());
  }

  @AfterEach
  void close() {
    opened.forEach(PostgresJobQueues::close);
  }

  @Override
  public JobQueue newQueue(long capacity) {
    PostgresJobQueues queues = PostgresBench.queues(database, capacity, clock::millis);
    opened.add(queues);
    return queues.named("contract-" + NAMES.incrementAndGet());
  }
}
