package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import openbell.runtime.testing.RealPostgres;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How PostgreSQL looks jobs up among 200,000: along an index, and never through all of them.
class PostgresPlanTest {
  private static RealPostgres.Database database;

  @BeforeAll
  static void fill() {
    database = PostgresBench.migrated(RealPostgres.newDatabase());
    database
        .jdbi()
        .useHandle(
            h -> {
              h.execute(
                  """
                  insert into queue.job (queue, id, owner, state, priority, cost, turn, at, enqueued, max_failures,
                      max_crashes, payload)
                    select 'big', 'job-' || n, 'owner-' || n % 50,
                        (array['READY', 'READY', 'READY', 'DELAYED', 'DONE', 'ACTIVE'])[1 + n % 6], n % 3, 1, n, n, n,
                        5, 3, '\\x00'
                      from generate_series(1, 200000) n
                  """);
              h.execute("analyze queue.job");
            });
  }

  /// The settings that the functions run with.
  private static List<String> explain(Handle handle, String types, String query, String values) {
    for (String pinned :
        List.of(
            "plan_cache_mode = force_generic_plan",
            "enable_seqscan = off",
            "enable_bitmapscan = off",
            "jit = off")) {
      handle.execute("set local " + pinned);
    }
    handle.execute("prepare asked(" + types + ") as " + query);
    return handle.createQuery("explain execute asked(" + values + ")").mapTo(String.class).list();
  }

  private static List<String> plan(String types, String query, String values) {
    return database.jdbi().inTransaction(h -> explain(h, types, query, values));
  }

  @Test
  void aClaimWalksTheIndexOfReadyJobs() throws IOException {
    // Given the select as the function has it
    String query =
        find(
                "V7__rest.sql",
                "select \\* from queue.job where queue = q and state = 'READY'.*?skip locked")
            .replace("queue = q", "queue = $1")
            .replace("v_left", "$2");
    // When
    List<String> plan = plan("text, int", query, "'big', 10");
    // Then
    assertThat(plan).anyMatch(line -> line.contains("Index Scan using job_ready"));
    assertNothingWalksThroughAll(plan);
  }

  @Test
  void upkeepWalksTheIndexesOfTimes() throws IOException {
    for (String state : List.of("DELAYED", "ACTIVE")) {
      // Given
      String query =
          find(
                  "V2__shared.sql",
                  "select \\* from queue.job where queue = q and state = '"
                      + state
                      + "'.*?skip locked")
              .replace("queue = q", "queue = $1")
              .replace("p_now", "$2")
              .replace("v_limit", "100");
      // When
      List<String> plan = plan("text, bigint", query, "'big', 1000");
      // Then
      assertThat(plan)
          .anyMatch(
              line ->
                  line.contains(
                      "Index Scan using job_" + state.toLowerCase(java.util.Locale.ROOT)));
      assertNothingWalksThroughAll(plan);
    }
  }

  @Test
  void aBatchOfSettlementsLooksItsJobsUpById() throws IOException {
    // Given
    String query =
        find(
                "V4__turnover.sql",
                "select_|1 from queue.job where queue = q and id = any \\(p_ids\\) order by id for update")
            .replace("queue = q", "queue = $1")
            .replace("p_ids", "$2");
    // When
    List<String> plan = plan("text, text[]", "select " + query, "'big', array['job-1', 'job-2']");
    // Then
    assertThat(plan).anyMatch(line -> line.contains("Index Cond") && line.contains("id = ANY"));
    assertNothingWalksThroughAll(plan);
  }

  private static void assertNothingWalksThroughAll(List<String> plan) {
    assertThat(plan)
        .noneMatch(
            line -> line.contains("Seq Scan") || line.contains("Hash") || line.contains("Bitmap"));
  }

  private static String find(String file, String pattern) throws IOException {
    try (InputStream in =
        PostgresPlanTest.class.getResourceAsStream(
            "/" + PostgresJobQueues.MIGRATIONS + "/" + file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
      assertThat(matcher.find()).as("%s has %s", file, pattern).isTrue();
      return matcher.group();
    }
  }
}
