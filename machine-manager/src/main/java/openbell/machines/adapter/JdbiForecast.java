package openbell.machines.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import openbell.machines.fleet.Expectations;
import openbell.machines.fleet.ExpectedWork;
import openbell.machines.fleet.Forecast;
import openbell.machines.fleet.JobTimes;
import openbell.model.message.ExpectedBatch;
import openbell.model.message.ExpectedBatch.Group;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What the schedules will ask for, in PostgreSQL. What it will take is reckoned when it is asked
/// for, from what has been learned until then.
public final class JdbiForecast implements Forecast, Expectations {
  private static final TypeReference<List<Group>> GROUPS = new TypeReference<>() {};
  private static final String KNOW =
      """
      insert into machines.expectation (one, known_at) values (true, :known)
      on conflict (one) do update set known_at = excluded.known_at
      where machines.expectation.known_at < excluded.known_at
      """;
  private static final String FORGET = "delete from machines.expected_batch";
  private static final String ADD =
      """
      insert into machines.expected_batch (due_at, deadline, jobs, groups)
      values (:at, :deadline, :jobs, cast(:groups as jsonb))
      """;
  private static final String BETWEEN =
      """
      select due_at, deadline, jobs, groups from machines.expected_batch
      where due_at > :from and due_at <= :until order by due_at, deadline, id
      """;

  private final Jdbi jdbi;
  private final JobTimes times;
  private final JsonMapper json = JsonMapper.builder().build();

  public JdbiForecast(Jdbi jdbi, JobTimes times) {
    this.jdbi = jdbi;
    this.times = times;
  }

  @Override
  public void replace(Instant known, List<ExpectedBatch> batches) {
    jdbi.useTransaction(
        handle -> {
          if (handle.createUpdate(KNOW).bind("known", utc(known)).execute() == 1) {
            handle.execute(FORGET);
            add(handle, batches);
          }
        });
  }

  private void add(Handle handle, List<ExpectedBatch> batches) {
    if (batches.isEmpty()) {
      return;
    }
    PreparedBatch rows = handle.prepareBatch(ADD);
    for (ExpectedBatch batch : batches) {
      rows.bind("at", utc(batch.at()))
          .bind("deadline", utc(batch.deadline()))
          .bind("jobs", batch.jobs())
          .bind("groups", write(batch.groups()))
          .add();
    }
    rows.execute();
  }

  @Override
  public List<ExpectedWork> between(Instant from, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(BETWEEN)
                .bind("from", utc(from))
                .bind("until", utc(until))
                .map((row, _) -> read(row))
                .list());
  }

  private ExpectedWork read(ResultSet row) throws SQLException {
    int jobs = row.getInt("jobs");
    int grouped = 0;
    double seconds = 0;
    for (Group group : groups(row.getString("groups"))) {
      grouped += group.jobs();
      seconds += group.jobs() * times.expected(group.owner(), group.configHash());
    }
    seconds += Math.max(0, jobs - grouped) * times.expected();
    return new ExpectedWork(
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        row.getObject("deadline", OffsetDateTime.class).toInstant(),
        jobs,
        seconds);
  }

  private String write(List<Group> groups) {
    try {
      return json.writeValueAsString(groups);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("groups must be writable as JSON", e);
    }
  }

  private List<Group> groups(String text) {
    try {
      return json.readValue(text, GROUPS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("groups that were kept cannot be read", e);
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
