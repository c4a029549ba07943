package openbell.runtime.queue.adapter;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import openbell.model.run.FailureException;
import openbell.runtime.queue.Enqueued;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.Leased;
import openbell.runtime.queue.NewJob;
import openbell.runtime.queue.Settled;
import openbell.runtime.queue.Settlement;
import openbell.runtime.queue.Settling;
import openbell.runtime.testing.RealPostgres;
import org.junit.jupiter.api.Test;

/// What happens to jobs when PostgreSQL or a connection to it dies.
class PostgresOutageTest {
  private static final Duration LEASE = ofSeconds(120);
  private static final Duration SOON = ofSeconds(60);

  @Test
  void losesNoAcknowledgedJobWhenTheServerIsKilled() throws Exception {
    // Given jobs, some of them in hand, and a producer in the middle of more
    try (RealPostgres server = RealPostgres.durable()) {
      RealPostgres.Database database = PostgresBench.migrated(server.database());
      try (PostgresJobQueues queues = PostgresBench.queues(database, 100_000, () -> 0)) {
        JobQueue queue = queues.named("crash");
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        CompletableFuture<Void> producer =
            CompletableFuture.runAsync(() -> produce(queue, accepted));
        await().atMost(SOON).until(() -> accepted.size() > 100);
        List<Leased> held = queue.claim("before", "w", 20, LEASE).jobs();
        settle(queue, held.subList(0, 5));
        // When
        server.kill();
        producer.get(60, TimeUnit.SECONDS);
        assertThatThrownBy(queue::depth)
            .isInstanceOf(FailureException.class)
            .hasMessageContaining("QUEUE_UNAVAILABLE");
        server.restart();
        await().atMost(SOON).until(() -> answers(queue));
        // Then what was in hand is still held, what was settled stays settled
        assertThat(settle(queue, held)).containsOnly(Settled.OK);
        Set<String> seen = new HashSet<>(held.stream().map(Leased::id).toList());
        assertThat(drainOnce(queue, seen)).as("jobs that were claimed twice").isEmpty();
        assertThat(seen).containsAll(accepted);
        assertThat(queue.depth().leased()).isZero();
      }
    }
  }

  private static void produce(JobQueue queue, Set<String> accepted) {
    try {
      for (int i = 0; i < 50_000; i++) {
        String id = "job-" + i;
        if (queue.enqueue(List.of(NewJob.of(id, "anna", 2, 1, new byte[10]))).getFirst()
            == Enqueued.NEW) {
          accepted.add(id);
        }
      }
    } catch (FailureException e) {
      // The server is gone: that is what this test waits for.
    }
  }

  private static boolean answers(JobQueue queue) {
    try {
      return queue.depth().ready() >= 0;
    } catch (FailureException e) {
      return false;
    }
  }

  private static List<String> drainOnce(JobQueue queue, Set<String> seen) {
    List<String> twice = new ArrayList<>();
    for (int i = 0; ; i++) {
      List<Leased> jobs = queue.claim("after-" + i, "w", 100, LEASE).jobs();
      if (jobs.isEmpty()) {
        return twice;
      }
      jobs.stream().map(Leased::id).filter(id -> !seen.add(id)).forEach(twice::add);
      settle(queue, jobs);
    }
  }

  private static List<Settled> settle(JobQueue queue, List<Leased> jobs) {
    return queue.settleAll(
        jobs.stream().map(j -> new Settling(j.id(), j.fence(), new Settlement.Done())).toList());
  }

  @Test
  void asksAgainWhenItsConnectionIsCutInTheMiddleOfASettlement() throws Exception {
    // Given a settlement that waits for somebody who looks at the job
    RealPostgres.Database database = PostgresBench.migrated(RealPostgres.newDatabase());
    try (PostgresJobQueues queues = PostgresBench.queues(database, 100, () -> 0);
        Connection other = database.dataSource().getConnection();
        Statement look = other.createStatement()) {
      JobQueue queue = queues.named("cut");
      queue.enqueue(List.of(NewJob.of("a", "anna", 2, 1, new byte[0])));
      Leased leased = queue.claim("1", "w", 1, LEASE).jobs().getFirst();
      other.setAutoCommit(false);
      look.execute("select 1 from queue.job where id = 'a' for update");
      CompletableFuture<Settled> settled =
          CompletableFuture.supplyAsync(
              () -> queue.settle("a", leased.fence(), new Settlement.Done()));
      await().atMost(SOON).until(() -> cut(database, "%settle%' and wait_event_type = 'Lock") > 0);
      // When
      other.rollback();
      // Then
      assertThat(settled.get(30, TimeUnit.SECONDS)).isEqualTo(Settled.OK);
      assertThat(queue.settle("a", leased.fence(), new Settlement.Done())).isEqualTo(Settled.OK);
      assertThat(queue.settle("a", leased.fence() + 1, new Settlement.Done()))
          .isEqualTo(Settled.STALE);
    }
  }

  @Test
  void listensAgainAfterItsConnectionWasCut() throws Exception {
    // Given
    RealPostgres.Database database = PostgresBench.migrated(RealPostgres.newDatabase());
    try (PostgresJobQueues queues = PostgresBench.queues(database, 100, () -> 0)) {
      JobQueue queue = queues.named("bell");
      queue.awaitWork(Duration.ofMillis(1));
      await().atMost(SOON).until(() -> cut(database, "listen%") == 1);
      // When
      await().atMost(SOON).until(() -> listeners(database) == 1);
      CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> waitLong(queue));
      queue.enqueue(List.of(NewJob.of("a", "anna", 2, 1, new byte[0])));
      // Then
      waiter.get(30, TimeUnit.SECONDS);
    }
  }

  private static void waitLong(JobQueue queue) {
    try {
      queue.awaitWork(ofSeconds(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int cut(RealPostgres.Database database, String query) {
    return count(
        database,
        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname ="
            + " current_database() and pid <> pg_backend_pid() and query like '"
            + query
            + "'");
  }

  private static int listeners(RealPostgres.Database database) {
    return count(
        database,
        "select count(*) from pg_stat_activity where datname = current_database() and pid <>"
            + " pg_backend_pid() and query like 'listen%'");
  }

  private static int count(RealPostgres.Database database, String sql) {
    return database.jdbi().withHandle(h -> h.createQuery(sql).mapTo(Integer.class).one());
  }

  @Test
  void goesOnWithHigherFencesAfterTheJobsWereRestoredFromAnOlderCopy() throws SQLException {
    // Given a copy, and a claim after it
    RealPostgres.Database database = PostgresBench.migrated(RealPostgres.newDatabase());
    try (PostgresJobQueues queues = PostgresBench.queues(database, 100, () -> 0)) {
      JobQueue queue = queues.named("restored");
      queue.enqueue(List.of(NewJob.of("a", "anna", 2, 1, new byte[0])));
      execute(
          database,
          "create table copy as select *, (select last_value from queue.fence) as fences from"
              + " queue.job");
      Leased before = queue.claim("1", "w", 1, LEASE).jobs().getFirst();
      // When the copy takes the place of what happened since
      execute(database, "delete from queue.job; delete from queue.claimed");
      execute(database, "select setval('queue.fence', (select fences from copy))");
      execute(database, "alter table copy drop fences; insert into queue.job select * from copy");
      await().pollDelay(ofSeconds(1)).until(() -> true);
      Leased after = queue.claim("2", "w", 1, LEASE).jobs().getFirst();
      // Then
      assertThat(after.fence()).isGreaterThan(before.fence());
      assertThat(queue.settle("a", before.fence(), new Settlement.Done())).isEqualTo(Settled.STALE);
      assertThat(queue.settle("a", after.fence(), new Settlement.Done())).isEqualTo(Settled.OK);
    }
  }

  private static void execute(RealPostgres.Database database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
