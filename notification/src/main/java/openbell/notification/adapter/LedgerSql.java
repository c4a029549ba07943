package openbell.notification.adapter;

/// The statements of {@link JdbiSendLedger}. Each one that moves a row also writes its history.
final class LedgerSql {
  private LedgerSql() {}

  static final String ACCEPT =
      """
      with added as (
        insert into notification.mail_ledger (id, owner, portfolio, market, session, revision,
          recipient, channel, template, subject, message, content_sha256, state, not_before,
          look_again, accepted_at, changed_at)
        values (:id, :owner, :portfolio, :market, :session, :revision, :recipient, :channel,
          :template, :subject, :message, :hash, 'PENDING', :now,
          :lookAgain, :now, :now)
        on conflict do nothing returning id)
      insert into notification.mail_history (ledger_id, state, reason, fence, at)
      select id, 'PENDING', '', 0, :now from added
      """;

  static final String CONTENT_HASH =
      "select content_sha256 from notification.mail_ledger where id = :id";

  // The age is checked again here, in the transaction that makes the row ours.
  static final String CLAIM =
      """
      with moved as (
        update notification.mail_ledger set state = 'SENDING', reason = '', fence = fence + 1,
          attempts = attempts + 1, started_at = :now, changed_at = :now
        where id = :id and state = 'PENDING' and not_before <= :now and held_for is null
          and coalesce(sendable_at, accepted_at) >= :oldest
        returning id, fence)
      insert into notification.mail_history (ledger_id, state, reason, fence, at)
      select id, 'SENDING', '', fence, :now from moved returning fence
      """;

  private static final String MOVE =
      """
      with moved as (
        update notification.mail_ledger set state = :state, reason = :reason,
          provider_message_id = :provider, not_before = :notBefore, look_again = :notBefore,
          changed_at = :now
        where id = :id and %s
        returning id, fence)
      insert into notification.mail_history (ledger_id, state, reason, fence, at)
      select id, :state, :reason, fence, :now from moved
      """;

  static final String SETTLE =
      MOVE.formatted(
          "fence = :fence and (state = 'SENDING' or (state = 'UNKNOWN' and :state = 'ACCEPTED'))");

  static final String RESOLVE = MOVE.formatted("state = 'PENDING'");

  static final String DUE =
      """
      update notification.mail_ledger set look_again = :lookAgain
      where id in (
        select id from notification.mail_ledger
        where state = 'PENDING' and not_before <= :now and look_again <= :now
          and held_for is null
        order by accepted_at, id limit :limit for update skip locked)
      returning *
      """;

  static final String STRANDED =
      """
      select * from notification.mail_ledger
      where state = 'SENDING' and started_at < :before order by started_at limit :limit
      """;

  static final String PARK =
      """
      with moved as (
        update notification.mail_ledger set parked = true
        where id in (
          select id from notification.mail_ledger
          where state = 'UNKNOWN' and not parked and changed_at < :before
          order by changed_at limit :limit for update skip locked)
        returning *),
      noted as (
        insert into notification.mail_history (ledger_id, state, reason, fence, at)
        select id, 'UNKNOWN', 'parked', fence, :now from moved)
      select * from moved
      """;

  static final String FIND =
      "select * from notification.mail_ledger where owner = :owner and id = :id";

  static final String LIST =
      """
      select * from notification.mail_ledger where owner = :owner
      order by accepted_at desc, id limit :limit
      """;
}
