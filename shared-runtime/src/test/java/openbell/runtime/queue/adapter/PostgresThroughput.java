package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import openbell.runtime.queue.Turnover;
import openbell.runtime.testing.RealPostgres;

/// Measures enqueue, and settle and claim in one call, on a real PostgreSQL; a program, not a test.
final class PostgresThroughput {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private PostgresThroughput() {}

  public static void main(String... args) {
    RealPostgres server = RealPostgres.durable();
    RealPostgres.Database database = PostgresBench.migrated(server.database());
    try (AgroalDataSource pool = PostgresBench.pool(database)) {
      plain(pool, 1);
      plain(pool, 8);
    }
    try (PostgresJobQueues queues = PostgresBench.queues(database, 1_000_000, () -> 0)) {
      measure(queues.named("warm-up"), 2, 1, 3_000);
      for (int[] shape : new int[][] {{1, 1}, {8, 1}, {1, 10}, {8, 10}}) {
        String name = "m-" + shape[0] + "-" + shape[1];
        measure(queues.named(name), shape[0], shape[1], shape[1] == 1 ? 10_000 : 30_000);
      }
      oneByOne(queues.named("one-by-one"));
    }
    server.close();
  }

  /// The yardstick: the usual two statements of a queue in PostgreSQL, one to fetch a job and one
  /// to say that it is done, without fences, fairness, or answers that can be repeated.
  private static void plain(AgroalDataSource pool, int workers) {
    int jobs = 6_000;
    run(pool, "drop table if exists plain");
    run(
        pool,
        "create table plain (id bigint primary key, state text, on_at timestamptz, payload bytea)");
    run(pool, "create index plain_created on plain (id) where state = 'created'");
    run(
        pool,
        "insert into plain select n, 'created', now(), decode(repeat('78', 500), 'hex') from"
            + " generate_series(1, %d) n".formatted(jobs));
    run(pool, "analyze plain");
    long start = System.nanoTime();
    List<Thread> threads =
        IntStream.range(0, workers)
            .mapToObj(_ -> Thread.ofVirtual().start(() -> fetchAndComplete(pool)))
            .toList();
    threads.forEach(PostgresThroughput::join);
    say(
        "plain fetch, then complete, %d workers: %,.0f/s",
        workers, jobs * 1e9 / (System.nanoTime() - start));
  }

  private static void fetchAndComplete(AgroalDataSource pool) {
    PostgresLine line = new PostgresLine(pool);
    String fetch =
        "update plain set state = 'active', on_at = now() where id = any(array(select id from plain"
            + " where state = 'created' order by id limit 1 for update skip locked)) returning id,"
            + " payload";
    while (true) {
      long id =
          line.call(
              connection -> {
                try (var statement = connection.prepareStatement(fetch);
                    var rows = statement.executeQuery()) {
                  return rows.next() ? rows.getLong(1) : -1L;
                }
              });
      if (id < 0) {
        return;
      }
      run(pool, "update plain set state = 'completed', on_at = now() where id = " + id);
    }
  }

  private static void run(AgroalDataSource pool, String sql) {
    var _ =
        new PostgresLine(pool)
            .call(
                connection -> {
                  try (var statement = connection.createStatement()) {
                    return statement.execute(sql);
                  }
                });
  }

  private static void oneByOne(JobQueue queue) {
    long start = System.nanoTime();
    for (int i = 0; i < 2_000; i++) {
      queue.enqueue(List.of(NewJob.of("j" + i, "anna", 5, 3, new byte[500])));
    }
    say("enqueue one by one, 1 thread: %,.0f/s", 2_000 * 1e9 / (System.nanoTime() - start));
  }

  private static void measure(JobQueue queue, int workers, int batch, int jobs) {
    byte[] payload = "x".repeat(500).getBytes(UTF_8);
    long start = System.nanoTime();
    for (int from = 0; from < jobs; from += 100) {
      queue.enqueue(
          IntStream.range(from, from + 100)
              .mapToObj(i -> NewJob.of("j" + i, "owner-" + i % 20, 5, 3, payload))
              .toList());
    }
    long enqueued = System.nanoTime();
    AtomicInteger done = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, workers)
            .mapToObj(w -> Thread.ofVirtual().start(() -> work(queue, "w" + w, batch, done)))
            .toList();
    threads.forEach(PostgresThroughput::join);
    long end = System.nanoTime();
    say(
        "%d workers, batches of %d: enqueue by 100 %,.0f/s, settle and claim %,.0f/s (%d done)",
        workers, batch, jobs * 1e9 / (enqueued - start), jobs * 1e9 / (end - enqueued), done.get());
  }

  private static void say(String format, Object... arguments) {
    IO.println(String.format(Locale.ROOT, format, arguments));
  }

  private static void work(JobQueue queue, String worker, int batch, AtomicInteger done) {
    List<Settling> settlings = List.of();
    for (int i = 0; ; i++) {
      Turnover turnover = queue.settleAndClaim(settlings, worker + "-" + i, worker, batch, LEASE);
      List<Leased> jobs = turnover.claim().jobs();
      done.addAndGet(settlings.size());
      if (jobs.isEmpty()) {
        return;
      }
      settlings =
          jobs.stream().map(j -> new Settling(j.id(), j.fence(), new Settlement.Done())).toList();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
