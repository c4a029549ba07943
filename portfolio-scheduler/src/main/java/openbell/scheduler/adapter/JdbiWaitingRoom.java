package openbell.scheduler.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.model.run.RunId;
import openbell.scheduler.live.Waiting;
import org.jdbi.v3.core.Jdbi;

/// The line of waiting runs, by the ledger: what a person waits for goes first, then by age. Fair
/// turns of owners are the queue's, so a place is an estimate.
public final class JdbiWaitingRoom implements Waiting.Room {
  private static final int MOST = 50_000;
  private static final Duration PACE = Duration.ofMinutes(1);

  private static final String PLACES =
      """
      select r.run_id from scheduler.run r
      where r.state = 'QUEUED' and not exists (
        select 1 from scheduler.run_progress p where p.run_id = r.run_id and p.stage = 'CLAIMED')
      order by (r.purpose = 'SCHEDULED'), r.requested_at, r.run_id limit :most""";
  private static final String SPEED =
      """
      select count(*) as finished, min(finished_at) as since,
        (select avg(d.duration_ms) from (
          select duration_ms from scheduler.run where finished_at is not null
          order by finished_at desc limit 20) d) as typical
      from scheduler.run where finished_at > :since""";

  private final Database database;

  public JdbiWaitingRoom(Jdbi jdbi) {
    this.database = new Database(jdbi);
  }

  @Override
  public Waiting look(Instant now) {
    return database.ask(
        handle -> {
          List<String> ids =
              handle.createQuery(PLACES).bind("most", MOST).mapTo(String.class).list();
          Map<RunId, Integer> places = new HashMap<>();
          ids.forEach(id -> places.put(new RunId(id), places.size() + 1));
          return handle
              .createQuery(SPEED)
              .bind("since", now.minus(PACE))
              .map(
                  (row, _) -> {
                    long typical = row.getLong("typical");
                    return new Waiting(
                        now,
                        places,
                        row.getInt("finished"),
                        Database.instantOrNull(row, "since"),
                        typical == 0 ? null : Duration.ofMillis(typical));
                  })
              .one();
        });
  }
}
