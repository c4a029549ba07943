package openbell.runtime.queue.adapter;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.NewJob;
import openbell.runtime.testing.RealPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a job wakes whoever waits for one.
class PostgresBellTest {
  private AgroalDataSource pool;

  @BeforeEach
  void open() {
    pool = PostgresBench.pool(PostgresBench.migrated(RealPostgres.newDatabase()));
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private static CompletableFuture<Void> waiting(PostgresBell bell, String queue) {
    // It finds nothing by looking: only a ring ends this wait before its time.
    return CompletableFuture.runAsync(
        () -> {
          try {
            bell.await(queue, ofSeconds(120), () -> false);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void aJobRingsForThoseWhoListen() throws Exception {
    // Given two that wait for different queues
    try (PostgresBell bell = new PostgresBell(pool, false, ofMillis(100))) {
      PostgresJobQueues queues = new PostgresJobQueues(pool, 100, bell, () -> 0);
      CompletableFuture<Void> waiter = waiting(bell, "mine");
      CompletableFuture<Void> other = waiting(bell, "another");
      // When
      int[] sent = {0};
      await()
          .atMost(ofSeconds(30))
          .until(
              () -> {
                queues.named("mine").enqueue(List.of(job("j" + sent[0]++)));
                return waiter.isDone();
              });
      // Then
      assertThat(other.isDone()).isFalse();
    }
  }

  @Test
  void thoseWhoOnlyLookFindAJobToo() throws Exception {
    // Given
    PostgresJobQueues queues = new PostgresJobQueues(pool, 100, true, ofMillis(50));
    JobQueue queue = queues.named("polled");
    CompletableFuture<Void> waiter =
        CompletableFuture.runAsync(
            () -> {
              try {
                queue.awaitWork(ofSeconds(120));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    // When
    queue.enqueue(List.of(job("a")));
    waiter.get(20, TimeUnit.SECONDS);
    // Then
    assertThat(queue.claim("1", "w", 5, ofSeconds(60)).jobs()).hasSize(1);
    assertThat(listeners()).isZero();
  }

  @Test
  void nobodyRingsWhileThereIsPlentyToDo() throws Exception {
    // Given
    try (PostgresBell bell = new PostgresBell(pool, false, ofMillis(100))) {
      JobQueue queue = new PostgresJobQueues(pool, 1_000, bell, () -> 0).named("busy");
      for (int i = 0; i < 50; i++) {
        queue.enqueue(List.of(job("j" + i)));
      }
      queue.awaitWork(ofMillis(1));
      await().atMost(ofSeconds(30)).until(() -> listeners() == 1);
      CompletableFuture<Void> waiter = waiting(bell, "busy");
      // When
      queue.enqueue(List.of(job("one-more")));
      await().pollDelay(ofMillis(300)).until(() -> true);
      // Then
      assertThat(waiter.isDone()).isFalse();
    }
  }

  @Test
  void itsConnectionsHaveLimits() throws Exception {
    // When
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select current_setting('statement_timeout'),"
                    + " current_setting('idle_in_transaction_session_timeout')")) {
      rows.next();
      // Then
      assertThat(rows.getString(1)).isEqualTo("5s");
      assertThat(rows.getString(2)).isEqualTo("30s");
    }
  }

  private int listeners() throws Exception {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database() and"
                    + " query like 'listen%' and pid <> pg_backend_pid()")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static NewJob job(String id) {
    return NewJob.of(id, "anna", 2, 1, new byte[0]);
  }
}
