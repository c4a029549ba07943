package openbell.signal.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineEvent.Tone;
import openbell.runtime.timeline.TimelinePart;
import openbell.runtime.timeline.TimelineQuestion;
import openbell.signal.timeline.ReaderVerdict;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Trade-signal's part of the timeline: what became of each result, and of each of its readers.
public final class SignalTimeline implements TimelinePart {
  private static final String SERVICE = "trade-signal";

  private static final String RESULTS =
      """
      select purpose, revision, outcome, detail, jsonb_array_length(changes) as changes, notified, at
      from signal.history
      where owner = :owner and portfolio = :portfolio and market = :market and session = :session
      order by at
      """;
  private static final String READERS =
      """
      select email, verdict, reason, at from signal.audience
      where owner = :owner and portfolio = :portfolio and market = :market and session = :session
        and (:recipient = '' or email = :recipient)
      order by at, email
      """;
  private static final String SUBSCRIPTION =
      """
      select state, preference from signal.subscription
      where owner = :owner and portfolio = :portfolio and lower(email) = :recipient
      """;

  private final Jdbi jdbi;

  public SignalTimeline(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public String service() {
    return SERVICE;
  }

  @Override
  public List<TimelineEvent> events(TimelineQuestion question) {
    try {
      return jdbi.withHandle(handle -> events(handle, question));
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The signal history does not answer."),
          e);
    }
  }

  private static List<TimelineEvent> events(Handle handle, TimelineQuestion question) {
    List<TimelineEvent> events =
        new ArrayList<>(
            session(handle.createQuery(RESULTS), question).map((row, _) -> result(row)).list());
    if (events.isEmpty()) {
      events.add(
          event(null, "No result yet", "No run of this session has told its result.", Tone.WAIT));
    }
    List<TimelineEvent> readers =
        session(handle.createQuery(READERS), question)
            .bind("recipient", question.recipient())
            .map((row, _) -> reader(row))
            .list();
    events.addAll(readers);
    if (readers.isEmpty() && !question.recipient().isEmpty()) {
      events.add(standing(handle, question));
    }
    return events;
  }

  private static Query session(Query query, TimelineQuestion question) {
    return query
        .bind("owner", question.owner().value())
        .bind("portfolio", question.portfolio().value())
        .bind("market", question.session().market())
        .bind("session", question.session().date());
  }

  private static TimelineEvent result(ResultSet row) throws SQLException {
    int changes = row.getInt("changes");
    return switch (row.getString("outcome")) {
      case "SIGNAL" ->
          event(
              at(row),
              changes == 0 ? "Signals: no change" : "Signals: " + changes + " changed",
              "Purpose %s, revision %d. Mails asked for: %d."
                  .formatted(
                      row.getString("purpose"), row.getInt("revision"), row.getInt("notified")),
              Tone.GOOD);
      case "REJECTED" -> event(at(row), "No signal was made", row.getString("detail"), Tone.BAD);
      default -> event(at(row), "The run failed", row.getString("detail"), Tone.BAD);
    };
  }

  private static TimelineEvent reader(ResultSet row) throws SQLException {
    ReaderVerdict verdict = ReaderVerdict.valueOf(row.getString("verdict"));
    String what =
        switch (verdict) {
          case PLANNED -> "Mail for ";
          case TOLD_NO_SIGNAL -> "Notice of no signal for ";
          default -> "No mail for ";
        };
    return event(
        at(row),
        what + row.getString("email"),
        row.getString("reason"),
        verdict.isMail() ? Tone.GOOD : Tone.CALM);
  }

  /// Nothing was decided about this reader, so all that can be said is how they stand today.
  private static TimelineEvent standing(Handle handle, TimelineQuestion question) {
    return handle
        .createQuery(SUBSCRIPTION)
        .bind("owner", question.owner().value())
        .bind("portfolio", question.portfolio().value())
        .bind("recipient", question.recipient())
        .map(
            (row, _) ->
                event(
                    null,
                    "Subscribed: " + row.getString("state"),
                    "Nothing was decided about this reader for this session. Wanted today: "
                        + row.getString("preference")
                        + ".",
                    Tone.CALM))
        .findFirst()
        .orElseGet(
            () ->
                event(
                    null,
                    "Not subscribed",
                    "The portfolio does not name this address, and it has not subscribed.",
                    Tone.CALM));
  }

  private static TimelineEvent event(@Nullable Instant at, String what, String detail, Tone tone) {
    return new TimelineEvent(at, SERVICE, what, detail, tone);
  }

  private static Instant at(ResultSet row) throws SQLException {
    return row.getObject("at", OffsetDateTime.class).toInstant();
  }
}
