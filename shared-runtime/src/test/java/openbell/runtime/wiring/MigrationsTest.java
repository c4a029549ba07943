package openbell.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import openbell.runtime.testing.RealPostgres;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private static final List<SchemaMigration> BOTH =
      List.of(
          new SchemaMigration("first_things", "db/first"),
          new SchemaMigration("second_things", "db/second"),
          new SchemaMigration("access", "db/access"));

  private final RealPostgres.Database database = RealPostgres.newDatabase();

  @Test
  void bringsEverySchemaUpToDateWithAHistoryOfItsOwn() {
    // When
    new Migrations(database.dataSource()).run(BOTH);
    // Then
    assertThat(versions("first_things")).containsExactly("1", "2");
    assertThat(versions("second_things")).containsExactly("1");
    assertThat(versions("access")).startsWith("1");
  }

  @Test
  void changesNothingTheSecondTime() {
    // Given
    new Migrations(database.dataSource()).run(BOTH);
    // When
    new Migrations(database.dataSource()).run(BOTH);
    // Then
    assertThat(versions("first_things")).containsExactly("1", "2");
  }

  @Test
  void letsSeveralProcessesStartAtOnce() throws Exception {
    // Given
    int processes = 6;
    CyclicBarrier together = new CyclicBarrier(processes);
    List<Future<?>> starts = new ArrayList<>();
    // When
    try (ExecutorService executor = Executors.newFixedThreadPool(processes)) {
      for (int i = 0; i < processes; i++) {
        starts.add(
            executor.submit(
                () -> {
                  together.await();
                  new Migrations(database.dataSource()).run(BOTH);
                  return null;
                }));
      }
    }
    // Then
    for (Future<?> start : starts) {
      start.get();
    }
    assertThat(versions("first_things")).containsExactly("1", "2");
    assertThat(versions("second_things")).containsExactly("1");
  }

  private List<String> versions(String schema) {
    return database
        .jdbi()
        .withHandle(
            h ->
                h.createQuery(
                        "select version from <schema>.schema_history where version is not null"
                            + " order by installed_rank")
                    .define("schema", schema)
                    .mapTo(String.class)
                    .list());
  }
}
