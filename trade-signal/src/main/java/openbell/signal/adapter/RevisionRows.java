package openbell.signal.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.wire.WireJson;
import openbell.signal.restate.Revision;
import openbell.signal.result.RecordedRevision;
import openbell.signal.result.SignalEntry;
import org.jdbi.v3.core.Handle;

/// The table `signal.revision`.
final class RevisionRows {
  private static final String ADD =
      """
      insert into signal.revision (run_id, owner, portfolio, session, found, at)
      values (:run, :owner, :portfolio, :session, cast(:found as jsonb), :at)
      on conflict (run_id) do nothing
      """;
  private static final String LIST =
      """
      select run_id, session, found, at from signal.revision
      where owner = :owner and portfolio = :portfolio
      order by session desc, at desc limit :limit
      """;

  private final JsonMapper json = WireJson.messages();

  void add(Handle handle, SignalEntry entry, Revision revision) {
    handle
        .createUpdate(ADD)
        .bind("run", entry.run().runId().value())
        .bind("owner", entry.run().owner().value())
        .bind("portfolio", entry.run().portfolio().value())
        .bind("session", entry.run().session().date())
        .bind("found", text(revision))
        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
        .execute();
  }

  List<RecordedRevision> list(Handle handle, Owner owner, PortfolioId portfolio, int limit) {
    return handle
        .createQuery(LIST)
        .bind("owner", owner.value())
        .bind("portfolio", portfolio.value())
        .bind("limit", limit)
        .map(
            (row, _) ->
                new RecordedRevision(
                    row.getString("run_id"),
                    row.getObject("session", LocalDate.class),
                    revision(row.getString("found")),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private String text(Revision revision) {
    try {
      return json.writeValueAsString(revision);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("revisions must be writable as JSON", e);
    }
  }

  private Revision revision(String text) {
    try {
      return json.readValue(text, Revision.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("revisions were written by this class", e);
    }
  }
}
