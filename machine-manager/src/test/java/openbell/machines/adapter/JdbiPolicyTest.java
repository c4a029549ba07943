package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import openbell.machines.fleet.ExpectedWork;
import openbell.machines.fleet.JobTimes.Done;
import openbell.machines.fleet.Term;
import openbell.model.message.ExpectedBatch;
import openbell.model.message.ExpectedBatch.Group;
import openbell.runtime.testing.ManualClock;
import openbell.runtime.testing.RealPostgres;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the policy stands on, in PostgreSQL.
class JdbiPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static Jdbi jdbi;

  private final ManualClock clock = ManualClock.at(NOW);

  @BeforeAll
  static void migrate() {
    RealPostgres.Database database = RealPostgres.newDatabase();
    Flyway.configure()
        .dataSource(database.dataSource())
        .schemas("machines")
        .locations("classpath:db/machines")
        .load()
        .migrate();
    jdbi = database.jdbi();
  }

  @BeforeEach
  void empty() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "truncate machines.job_time, machines.expectation, machines.expected_batch,"
                    + " machines.term"));
  }

  @Test
  void learnsByVersionThenByOwnerThenOfAllAndTellsOtherManagers() {
    // Given
    JdbiJobTimes times = times();
    JdbiJobTimes other = times();
    double unknown = other.expected("ann", "v1");
    // When
    times.learn(Collections.nCopies(20, new Done("ann", "v1", Duration.ofSeconds(2))));
    times.learn(Collections.nCopies(20, new Done("bob", "v2", Duration.ofSeconds(9))));
    clock.advance(Duration.ofSeconds(31));
    // Then one that has just started knows it, as does one that looks again
    for (JdbiJobTimes one : List.of(times, times(), other)) {
      assertThat(one.expected("ann", "v1")).isEqualTo(2 * unknown);
      assertThat(one.expected("bob", "new")).isEqualTo(9);
      assertThat(one.expected()).isBetween(2.0, 9.0);
    }
  }

  @Test
  void goesOnLearningWhereAnotherManagerStopped() {
    // Given
    times().learn(Collections.nCopies(19, new Done("ann", "v1", Duration.ofSeconds(2))));
    // When
    JdbiJobTimes times = times();
    times.learn("ann", "v1", Duration.ofSeconds(2));
    // Then
    assertThat(times.expected("ann", "v1")).isEqualTo(2);
  }

  @Test
  void expectsWhatWasKnownLastAndReckonsItWithLearnedTimes() {
    // Given
    JdbiJobTimes times = times();
    times.learn(Collections.nCopies(20, new Done("ann", "v1", Duration.ofSeconds(3))));
    JdbiForecast forecast = new JdbiForecast(jdbi, times);
    Instant open = NOW.plusSeconds(1_800);
    ExpectedBatch batch =
        new ExpectedBatch(open, open.plusSeconds(120), 12, List.of(new Group("ann", "v1", 10)));
    // When
    forecast.replace(NOW, List.of(batch));
    forecast.replace(NOW.minusSeconds(60), List.of());
    // Then twelve jobs of three seconds: of the two unknown ones, all that is known is that
    assertThat(forecast.between(NOW, NOW.plusSeconds(3_600)))
        .containsExactly(new ExpectedWork(open, open.plusSeconds(120), 12, 36));
    assertThat(forecast.between(open, NOW.plusSeconds(3_600))).isEmpty();
  }

  @Test
  void letsOneManagerActUntilItsTermIsOver() {
    // Given
    Term first = term("first", LONG);
    Term second = term("second", LONG);
    // When
    boolean taken = first.hold();
    // Then
    assertThat(taken).isTrue();
    assertThat(first.hold()).isTrue();
    assertThat(first.held()).isTrue();
    assertThat(second.hold()).isFalse();
    assertThat(second.held()).isFalse();
  }

  @Test
  void keepsAManagerThatSleptThroughItsTermFromActing() {
    // Given a term that is over at once
    Term slept = term("slept", Duration.ZERO);
    assertThat(slept.hold()).isTrue();
    // When
    boolean taken = term("awake", LONG).hold();
    // Then
    assertThat(taken).isTrue();
    assertThat(slept.held()).isFalse();
    assertThat(slept.hold()).isFalse();
  }

  @Test
  void handsTheTermOnWhenItsHolderLeavesOrIsKnownToHaveEnded() {
    // Given
    Term first = term("first", LONG);
    assertThat(first.hold()).isTrue();
    // When
    boolean afterDeath =
        new JdbiTerm(jdbi, "process", "heir", LONG, holder -> holder.equals("first")).hold();
    term("heir", LONG).release();
    boolean afterLeave = term("last", LONG).hold();
    // Then
    assertThat(afterDeath).isTrue();
    assertThat(first.held()).isFalse();
    assertThat(afterLeave).isTrue();
  }

  @Test
  void knowsAManagerOfThisHostThatHasEnded() {
    // Given
    String own = ManagerName.own("here");
    String ended = "here/" + ProcessHandle.current().pid() + "/2020-01-01T00:00:00Z";
    // Then
    assertThat(ManagerName.gone("here", own)).isFalse();
    assertThat(ManagerName.gone("here", ended)).isTrue();
    assertThat(ManagerName.gone("there", ended)).isFalse();
  }

  private JdbiJobTimes times() {
    return new JdbiJobTimes(jdbi, clock, Duration.ofSeconds(1));
  }

  private static Term term(String holder, Duration length) {
    return new JdbiTerm(jdbi, "process", holder, length, _ -> false);
  }
}
