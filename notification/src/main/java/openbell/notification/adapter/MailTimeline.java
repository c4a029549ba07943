package openbell.notification.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.notification.deliver.LedgerState;
import openbell.runtime.timeline.TimelineEvent;
import openbell.runtime.timeline.TimelineEvent.Tone;
import openbell.runtime.timeline.TimelinePart;
import openbell.runtime.timeline.TimelineQuestion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Notification's part of the timeline: the history of each mail, and what its provider told.
public final class MailTimeline implements TimelinePart {
  private static final String SERVICE = "notification";

  private static final String MAILS =
      """
       from notification.mail_ledger l
      join notification.%s on %s.ledger_id = l.id
      where l.owner = :owner and l.portfolio = :portfolio and l.market = :market
        and l.session = :session and (:recipient = '' or l.recipient = :recipient)
      order by
      """;
  private static final String STEPS =
      "select l.recipient, l.channel, l.template, l.not_before, l.state as now, h.state, h.reason,"
          + " h.fence, h.at,"
          + " h.id = max(h.id) over (partition by l.id) as last"
          + MAILS.formatted("mail_history h", "h")
          + " h.id limit 500";
  private static final String EVENTS =
      "select l.recipient, e.kind, e.detail, e.at"
          + MAILS.formatted("provider_event e", "e")
          + " e.at limit 500";

  private final Jdbi jdbi;

  public MailTimeline(Jdbi jdbi) {
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
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The send ledger does not answer."), e);
    }
  }

  private static List<TimelineEvent> events(Handle handle, TimelineQuestion question) {
    List<TimelineEvent> events =
        new ArrayList<>(bind(handle.createQuery(STEPS), question).map((r, _) -> step(r)).list());
    if (events.isEmpty()) {
      events.add(event(null, "No mail", "Nobody asked for a mail that fits.", Tone.CALM));
    }
    events.addAll(bind(handle.createQuery(EVENTS), question).map((r, _) -> told(r)).list());
    return events;
  }

  private static Query bind(Query query, TimelineQuestion question) {
    return query
        .bind("owner", question.owner().value())
        .bind("portfolio", question.portfolio().value())
        .bind("market", question.session().market())
        .bind("session", question.session().date())
        .bind("recipient", question.recipient());
  }

  private static TimelineEvent step(ResultSet row) throws SQLException {
    LedgerState state = LedgerState.valueOf(row.getString("state"));
    String to = " " + row.getString("recipient");
    String reason = row.getString("reason");
    Instant at = instant(row, "at");
    return switch (state) {
      case PENDING -> pending(row, to, reason, at);
      case SENDING ->
          event(
              at,
              "Sending to" + to,
              "Attempt %d by %s.".formatted(row.getLong("fence"), row.getString("channel")),
              Tone.CALM);
      case ACCEPTED -> event(at, "Sent to" + to, reason, Tone.GOOD);
      case REJECTED -> event(at, "Refused for" + to, reason, Tone.BAD);
      case SUPPRESSED -> event(at, "Not sent to" + to, reason, Tone.CALM);
      case UNKNOWN ->
          event(
              at,
              "Delivery unconfirmed to" + to,
              reason.equals("parked") ? "It is not sent again by itself." : reason,
              Tone.BAD);
    };
  }

  private static TimelineEvent pending(ResultSet row, String to, String reason, Instant at)
      throws SQLException {
    boolean waits = row.getBoolean("last");
    Instant due = instant(row, "not_before");
    String until = waits && due.isAfter(at) ? " It waits until " + due + "." : "";
    return row.getLong("fence") == 0 && reason.isEmpty()
        ? event(
            at,
            "Mail accepted for" + to,
            "Letter: %s.%s".formatted(row.getString("template"), until),
            waits ? Tone.WAIT : Tone.CALM)
        : event(at, "Put off for" + to, (reason + until).strip(), Tone.WAIT);
  }

  private static TimelineEvent told(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    boolean bad = kind.matches("(?i).*(bounce|complain|reject|fail).*");
    return event(
        instant(row, "at"),
        "The provider says " + kind + " of " + row.getString("recipient"),
        row.getString("detail"),
        bad ? Tone.BAD : Tone.GOOD);
  }

  private static TimelineEvent event(@Nullable Instant at, String what, String detail, Tone tone) {
    return new TimelineEvent(at, SERVICE, what, detail, tone);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
