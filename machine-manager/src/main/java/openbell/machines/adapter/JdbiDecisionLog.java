package openbell.machines.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import openbell.machines.fleet.DecisionLog;
import openbell.machines.fleet.Reckoning;
import org.jdbi.v3.core.Jdbi;

/// Decisions in PostgreSQL.
public final class JdbiDecisionLog implements DecisionLog {
  private static final String ADD =
      """
      insert into machines.decision (decided_at, action, reason, reckoning)
      values (:at, :action, :reason, :reckoning::jsonb)
      """;
  private static final String FORGET =
      """
      delete from machines.decision where decided_at < :from
      """;
  private static final String NEWEST =
      """
      select decided_at, action, reason, reckoning
      from machines.decision order by id desc limit :limit
      """;

  private final Jdbi jdbi;
  private final JsonMapper json = JsonMapper.builder().build();

  public JdbiDecisionLog(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void append(Entry entry, Instant keepFrom) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(ADD)
              .bind("at", utc(entry.at()))
              .bind("action", entry.action())
              .bind("reason", entry.reason())
              .bind("reckoning", write(entry.reckoning()))
              .execute();
          handle.createUpdate(FORGET).bind("from", utc(keepFrom)).execute();
        });
  }

  @Override
  public List<Entry> newest(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("limit", limit)
                .map(
                    (row, _) ->
                        new Entry(
                            row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                            row.getString("action"),
                            row.getString("reason"),
                            read(row.getString("reckoning"))))
                .list());
  }

  private String write(Reckoning reckoning) {
    try {
      return json.writeValueAsString(reckoning);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reckoning must be writable as JSON", e);
    }
  }

  private Reckoning read(String text) {
    try {
      return json.readValue(text, Reckoning.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reckoning that was kept cannot be read", e);
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
