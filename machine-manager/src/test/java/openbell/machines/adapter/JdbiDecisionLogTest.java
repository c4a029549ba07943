package openbell.machines.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.DecisionLog.Entry;
import openbell.machines.fleet.Reckoning;
import openbell.runtime.testing.RealPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class JdbiDecisionLogTest {
  private static final Instant NOW = Instant.parse("2026-11-20T14:30:00Z");

  @Test
  void givesTheNewestFirstAndForgetsTheOld() {
    // Given
    RealPostgres.Database database = RealPostgres.newDatabase();
    Flyway.configure()
        .dataSource(database.dataSource())
        .schemas("machines")
        .locations("classpath:db/machines")
        .load()
        .migrate();
    DecisionLog log = new JdbiDecisionLog(database.jdbi());
    log.append(entry(NOW.minusSeconds(100), "start 1"), NOW.minusSeconds(1_000));
    log.append(entry(NOW.minusSeconds(10), "hold"), NOW.minusSeconds(1_000));
    // When
    log.append(entry(NOW, "stop worker-1"), NOW.minusSeconds(50));
    // Then
    assertThat(log.newest(10)).extracting(Entry::action).containsExactly("stop worker-1", "hold");
    assertThat(log.newest(1)).containsExactly(entry(NOW, "stop worker-1"));
  }

  private static Entry entry(Instant at, String action) {
    return new Entry(
        at,
        action,
        "There is a reason.",
        new Reckoning(1, 1, "target 1 = 1; have 1", List.of(new Reckoning.Step("Jobs", "1", ""))));
  }
}
