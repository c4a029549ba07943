package openbell.runtime.queue.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.time.Duration;
import openbell.runtime.cache.ValueCache;
import openbell.runtime.cache.ValueCacheContract;
import openbell.runtime.queue.Retention;
import openbell.runtime.testing.RealPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresValueCacheTest extends ValueCacheContract {
  private static RealPostgres.Database database;
  private static AgroalDataSource pool;

  @BeforeAll
  static void start() {
    database = PostgresBench.migrated(RealPostgres.newDatabase());
    pool = PostgresBench.pool(database);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Override
  protected ValueCache cache() {
    return new PostgresValueCache(pool);
  }

  @Test
  void aTickDeletesWhatIsOverAndNoMoreThanAFewAtOnce() {
    // Given
    database
        .jdbi()
        .useHandle(
            h ->
                h.execute(
                    "insert into queue.cached_value select 'old-' || n, '', n from generate_series(1,"
                        + " 700) n"));
    cache().put("kept", new byte[] {1}, Duration.ofMinutes(5));
    // When
    try (PostgresJobQueues queues = PostgresBench.queues(database, 10, () -> 0)) {
      var _ = queues.named("any").tick(new Retention(Duration.ofHours(1), 1_000));
      assertThat(old()).isEqualTo(200);
      Awaitility.await()
          .until(
              () -> {
                var _ = queues.named("any").tick(new Retention(Duration.ofHours(1), 1_000));
                return old() == 0;
              });
    }
    // Then
    assertThat(cache().get("kept")).isPresent();
  }

  private static int old() {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery("select count(*) from queue.cached_value where key like 'old-%'")
                    .mapTo(Integer.class)
                    .one());
  }
}
