package openbell.scheduler.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import openbell.model.message.ExpectedBatch.Group;
import openbell.model.portfolio.Schedule;
import openbell.model.portfolio.Schedule.Anchor;
import openbell.model.portfolio.Schedule.CatchUp;
import openbell.runtime.testing.RealPostgres;
import openbell.runtime.wiring.Migrations;
import openbell.runtime.wiring.SchemaMigration;
import openbell.scheduler.forecast.ScheduledWork;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class JdbiScheduleBookTest {
  private static final String ADD =
      """
      insert into scheduler.portfolio (id, owner, name, code, symbols, document, config_hash,
        calendar, anchor, offset_seconds, catch_up, created_at, updated_at, due_from, paused_at,
        deleted_at)
      values (?, ?, '', '', '', '{}', ?, 'XNYS', ?, 0, 'SKIP', now(), now(), now(),
        case when ? = 'paused' then now() end, case when ? = 'gone' then now() end)""";

  @Test
  void countsWhatEachScheduleAsksForInOneStatement() {
    // Given seven portfolios at the open, of which one is paused and one is gone, and one at the
    // close
    RealPostgres.Database database = RealPostgres.newDatabase();
    new Migrations(database.dataSource())
        .run(List.of(new SchemaMigration("scheduler", "db/scheduler")));
    Jdbi jdbi = database.jdbi();
    List<String[]> rows =
        List.of(
            new String[] {"p1", "ada", "h1", "OPEN", ""},
            new String[] {"p2", "ada", "h1", "OPEN", ""},
            new String[] {"p3", "bob", "h1", "OPEN", ""},
            new String[] {"p4", "bob", "h1", "OPEN", ""},
            new String[] {"p5", "cyd", "h2", "OPEN", ""},
            new String[] {"p6", "ada", "h1", "OPEN", "paused"},
            new String[] {"p7", "ada", "h1", "OPEN", "gone"},
            new String[] {"p8", "cyd", "h2", "CLOSE", ""});
    jdbi.useHandle(
        handle -> rows.forEach(r -> handle.execute(ADD, r[0], r[1], r[2], r[3], r[4], r[4])));

    // When
    List<ScheduledWork> all = new JdbiScheduleBook(jdbi).all(2);

    // Then the groups are bounded and in one order; the numbers are whole
    assertThat(all)
        .containsExactlyInAnyOrder(
            new ScheduledWork(
                schedule(Anchor.OPEN),
                5,
                List.of(new Group("ada", "h1", 2), new Group("bob", "h1", 2))),
            new ScheduledWork(schedule(Anchor.CLOSE), 1, List.of(new Group("cyd", "h2", 1))));
  }

  private static Schedule schedule(Anchor anchor) {
    return new Schedule("XNYS", anchor, null, null, Duration.ZERO, Duration.ZERO, CatchUp.SKIP);
  }
}
