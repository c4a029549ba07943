package openbell.notification.adapter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.notification.event.EventStore;
import openbell.notification.event.ProviderEvent;
import openbell.notification.event.ProviderEvent.Kind;
import openbell.notification.suppress.SuppressionList.Reason;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Events in the ledger's database.
public final class JdbiEventStore implements EventStore {
  private static final String KEEP =
      """
      insert into notification.provider_event
        (id, kind, ledger_id, provider_message_id, detail, at, received_at, known)
      values (:id, :kind, :ledgerId, :provider, :detail, :at, :now,
        exists (select from notification.mail_ledger where id = :ledgerId))
      on conflict do nothing
      """;

  // A row that was never tried is not moved: whatever the event speaks of, it is not our request.
  private static final String MOVE =
      """
      with moved as (
        update notification.mail_ledger set state = :state, reason = :reason,
          provider_message_id = :provider, changed_at = :now
        where id = :ledgerId and (state in ('SENDING', 'UNKNOWN')
          or (state = 'PENDING' and fence > 0) or (state = 'ACCEPTED' and :state = 'REJECTED'))
        returning id, fence)
      insert into notification.mail_history (ledger_id, state, reason, fence, at)
      select id, :state, :heard, fence, :now from moved
      """;

  private static final String RECIPIENT =
      "select recipient from notification.mail_ledger where id = :id";

  private final Jdbi jdbi;

  public JdbiEventStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Taken take(ProviderEvent event, Instant now) {
    try {
      return jdbi.inTransaction(handle -> take(handle, event, now));
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The send ledger does not answer."), e);
    }
  }

  private static Taken take(Handle handle, ProviderEvent event, Instant now) {
    int kept =
        handle
            .createUpdate(KEEP)
            .bind("id", event.id())
            .bind("kind", event.kind().name())
            .bind("ledgerId", event.ledgerId())
            .bind("provider", event.providerMessageId())
            .bind("detail", event.detail())
            .bind("at", at(event.at()))
            .bind("now", at(now))
            .execute();
    if (kept == 0) {
      return Taken.KNOWN;
    }
    Optional<String> recipient =
        handle.createQuery(RECIPIENT).bind("id", event.ledgerId()).mapTo(String.class).findOne();
    if (recipient.isEmpty()) {
      return Taken.NO_ROW;
    }
    move(handle, event, now);
    if (event.kind().suppresses()) {
      Reason reason = event.kind() == Kind.BOUNCE ? Reason.BOUNCED : Reason.COMPLAINED;
      JdbiSuppressionList.add(handle, recipient.get(), reason, event.id(), event.at());
    }
    return Taken.NEW;
  }

  private static void move(Handle handle, ProviderEvent event, Instant now) {
    boolean thrownAway = event.kind() == Kind.REJECT;
    handle
        .createUpdate(MOVE)
        .bind("ledgerId", event.ledgerId())
        .bind("state", thrownAway ? "REJECTED" : "ACCEPTED")
        .bind(
            "reason", thrownAway ? "The provider took it and threw it away: " + event.detail() : "")
        .bind("heard", "event " + event.kind())
        .bind("provider", event.providerMessageId())
        .bind("now", at(now))
        .execute();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
