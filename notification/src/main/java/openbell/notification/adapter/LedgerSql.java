package openbell.notification.adapter;

/// The statements of {@link JdbiSendLedger}. Each one that moves a row also writes its history.
final class LedgerSql {
  private LedgerSql() {}

  static final String ACCEPT =
      """
      with added as (
        insert into notification.mail_ledger (id, owner, portfolio, market, session, revision,
          recipient, channel, template, subject, message, content_sha256, state, not_before,
          look_again, accepted_at, changed_at, subscription)
        values (:id, :owner, :portfolio, :market, :session, :revision, :recipient, :channel,
          :template, :subject, :message, :hash, 'PENDING', :now,
          :lookAgain, :now, :now, :subscription)
        on conflict do nothing returning id)
      insert into notification.mail_history (ledger_id, state, reason, fence, at)
      select id, 'PENDING', '', 0, :now from added
      """;

  static final String CONTENT_HASH =
      "select content_sha256 from notification.mail_ledger where id = :id";

  // Age, suppression and unsubscribes are checked again here, in the transaction that makes the
  // rows ours.
  static final String CLAIM =
      """
      with wanted as (
        select l.id, case
            when e.subscription is not null then 'UNSUBSCRIBED: the subscription has ended.'
            when s.reason = 'BOUNCED' then 'BOUNCED: mail to this address came back for good.'
            when s.reason = 'COMPLAINED' then 'COMPLAINED: the reader marked our mail as spam.'
            when s.reason = 'BY_HAND' then 'BY_HAND: an operator put the address on the list.'
            else '' end as why
        from notification.mail_ledger l
        left join notification.suppression s on s.address = l.recipient
        left join notification.changed_subscription e
          on e.subscription = l.subscription and e.ended
        where l.id = any(cast(:ids as text[])) and l.state = 'PENDING' and l.not_before <= :now
          and l.held_for is null and coalesce(l.sendable_at, l.accepted_at) >= :oldest
        order by l.id for update of l),
      moved as (
        update notification.mail_ledger l set
          state = case w.why when '' then 'SENDING' else 'SUPPRESSED' end, reason = w.why,
          fence = l.fence + case w.why when '' then 1 else 0 end,
          attempts = l.attempts + case w.why when '' then 1 else 0 end,
          started_at = case w.why when '' then :now else l.started_at end, changed_at = :now
        from wanted w where l.id = w.id and l.state = 'PENDING'
        returning l.id, l.state, l.reason, l.fence),
      noted as (
        insert into notification.mail_history (ledger_id, state, reason, fence, at)
        select id, state, reason, fence, :now from moved)
      select id, state, reason, fence from moved
      """;

  static final String SETTLE =
      """
      with told as (
        select * from unnest(cast(:ids as text[]), cast(:fences as bigint[]),
            cast(:states as text[]), cast(:reasons as text[]), cast(:providers as text[]),
            cast(:notBefores as text[]))
          as t(id, fence, state, reason, provider, not_before)),
      mine as (
        select l.id, t.state, t.reason, t.provider, cast(t.not_before as timestamptz) as not_before
        from notification.mail_ledger l join told t on l.id = t.id and l.fence = t.fence
        where l.state = 'SENDING' or (l.state = 'UNKNOWN' and t.state = 'ACCEPTED')
        order by l.id for update of l),
      moved as (
        update notification.mail_ledger l set state = m.state, reason = m.reason,
          provider_message_id = m.provider, not_before = m.not_before, look_again = m.not_before,
          changed_at = :now
        from mine m where l.id = m.id
        returning l.id, l.state, l.reason, l.fence)
      insert into notification.mail_history (ledger_id, state, reason, fence, at)
      select id, state, reason, fence, :now from moved
      """;

  static final String RESOLVE =
      """
      with moved as (
        update notification.mail_ledger set state = :state, reason = :reason,
          provider_message_id = :provider, not_before = :notBefore, look_again = :notBefore,
          changed_at = :now
        where id = :id and state = 'PENDING'
        returning id, fence)
      insert into notification.mail_history (ledger_id, state, reason, fence, at)
      select id, :state, :reason, fence, :now from moved
      """;

  // Owners take turns: everybody's first, then everybody's second, and so on.
  static final String DUE =
      """
      with turns as (
        select id, accepted_at, row_number() over (partition by owner order by accepted_at, id)
          as turn
        from notification.mail_ledger
        where state = 'PENDING' and not_before <= :now and look_again <= :now
          and held_for is null
          and case :channel when '' then channel not in ('slack', 'webhook')
            else channel = :channel end
        order by turn, accepted_at, id limit :limit),
      mine as (
        select l.id, t.turn from notification.mail_ledger l join turns t on t.id = l.id
        where l.state = 'PENDING' and l.not_before <= :now and l.look_again <= :now
        for update of l skip locked),
      given as (
        update notification.mail_ledger l set look_again = :lookAgain
        from mine m where l.id = m.id
        returning l.*, m.turn)
      select * from given order by turn, accepted_at, id
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

  static final String UNKNOWNS =
      """
      select count(*) as many, min(changed_at) as oldest from notification.mail_ledger
      where state = 'UNKNOWN'
      """;

  static final String FIND =
      "select * from notification.mail_ledger where owner = :owner and id = :id";

  static final String LIST =
      """
      select * from notification.mail_ledger where owner = :owner
      order by accepted_at desc, id limit :limit
      """;
}
