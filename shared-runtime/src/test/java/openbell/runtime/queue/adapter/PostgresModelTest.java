package openbell.runtime.queue.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import openbell.runtime.queue.JobQueue;
import openbell.runtime.queue.ModelContract;
import openbell.runtime.queue.Mutation;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The functions in PostgreSQL live like the model, and are noticed when a rule is missing.
class PostgresModelTest extends ModelContract {
  private static final AtomicInteger NAMES = new AtomicInteger();

  /// A text of a migration, and what stands there when the rule is missing.
  private record Change(String file, String before, String after) {}

  private static final String SETTLE = "V4__turnover.sql";

  /// Takes the place of functions of earlier files.
  private static final String TURNOVER = "V7__rest.sql";

  private static final Map<Mutation, Change[]> CHANGES = new EnumMap<>(Mutation.class);

  static {
    CHANGES.put(
        Mutation.FENCE_CHECK_DROPPED,
        changes(
            new Change(
                SETTLE, "and state = 'ACTIVE' and fence = p_fence;", "and state = 'ACTIVE';"),
            new Change(
                SETTLE, "j.state <> 'ACTIVE' or j.fence <> p_fence", "j.state <> 'ACTIVE'")));
    CHANGES.put(
        Mutation.FENCE_NOT_RISING,
        changes(
            new Change(
                TURNOVER,
                "v_fence := queue.next_fence(p_micros, p_ahead)",
                "v_fence := (select last_value from queue.fence)")));
    CHANGES.put(
        Mutation.DEDUPE_DROPPED,
        changes(
            new Change(
                "V3__jobs.sql",
                "answers := answers || 'DUPLICATE'::text; continue;",
                "delete from queue.job where queue = q and id = p_ids[i];")));
    CHANGES.put(
        Mutation.REPEATED_ANSWER_DROPPED,
        changes(new Change(SETTLE, "if j.last_fence = p_fence and", "if false and")));
    CHANGES.put(
        Mutation.LEASE_KEPT_ON_DONE,
        changes(new Change(SETTLE, "set state = 'DONE', at = p_now,", "set")));
    CHANGES.put(
        Mutation.REAP_DROPPED,
        changes(
            new Change(
                "V2__shared.sql",
                "order by at, id limit v_limit for update",
                "order by at, id limit 0 for update")));
    CHANGES.put(
        Mutation.REPEATED_CLAIM_DROPPED,
        changes(new Change(TURNOVER, "if c.claim_id = p_claim then", "if false then")));
    CHANGES.put(
        Mutation.REST_DROPPED,
        changes(new Change(TURNOVER, "not v_draining and not v_rests", "not v_draining")));
  }

  private static Change[] changes(Change... all) {
    return all;
  }

  private RealPostgres.Database database;
  private @Nullable PostgresJobQueues queues;
  private ManualClock clock = ManualClock.at("2026-01-05T14:30:00Z");
  private boolean changed;

  @BeforeEach
  void migrate() {
    database = PostgresBench.migrated(RealPostgres.newDatabase());
  }

  @AfterEach
  void close() {
    if (queues != null) {
      queues.close();
    }
  }

  @Override
  protected JobQueue newQueue(ManualClock time, long capacity, @Nullable Mutation mutation) {
    if (mutation != null && !changed) {
      for (Change change : CHANGES.get(mutation)) {
        apply(change);
      }
      changed = true;
    }
    // A life begins earlier than the last one ended.
    database.jdbi().useHandle(h -> h.execute("select setval('queue.fence', 1, false)"));
    clock = time;
    if (queues == null) {
      queues = PostgresBench.queues(database, capacity, () -> clock.millis());
    }
    return queues.named("life-" + NAMES.incrementAndGet());
  }

  private final Map<String, String> texts = new HashMap<>();

  private void apply(Change change) {
    String text = texts.computeIfAbsent(change.file(), PostgresModelTest::read);
    if (!text.contains(change.before())) {
      throw new IllegalStateException(change.file() + " has no '" + change.before() + "'");
    }
    String mutated = text.replace(change.before(), change.after());
    texts.put(change.file(), mutated);
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(mutated);
      statement.execute(texts.getOrDefault(TURNOVER, read(TURNOVER)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String file) {
    try (InputStream in =
        PostgresModelTest.class.getResourceAsStream(
            "/" + PostgresJobQueues.MIGRATIONS + "/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
