package openbell.notification.adapter;

/// The statements of {@link JdbiHolds} and {@link JdbiDigestLedger}. Each one that changes a ledger
/// row also writes its history.
final class DigestSql {
  private DigestSql() {}

  private static final String CHANGED =
      """
      with moved as (
        update notification.mail_ledger set %s, changed_at = :now where %s
        returning id, state, reason, fence)
      insert into notification.mail_history (ledger_id, state, reason, fence, at)
      select id, state, reason, fence, :now from moved
      """;

  static final String OPEN =
      """
      insert into notification.digest (id, owner, market, session, channel, closes_at)
      values (:id, :owner, :market, :session, :channel, :closesAt)
      on conflict do nothing
      """;

  // The lock lasts until the item is committed: whoever closes the digest meanwhile skips it.
  static final String JOIN =
      """
      select closes_at from notification.digest where id = :id and closed_at is null for share
      """;

  static final String HOLD =
      CHANGED.formatted("held_for = :digest, reason = :reason", "id = :id and state = 'PENDING'");

  static final String REMARK =
      CHANGED.formatted("reason = :reason", "id = :id and state = 'PENDING'");

  static final String POSTPONE =
      CHANGED.formatted(
          "held_for = null, not_before = :until, look_again = :until, sendable_at = :until,"
              + " reason = :reason",
          "id = :id and state = 'PENDING'");

  static final String SENDABLE_SINCE =
      """
      select coalesce(sendable_at, accepted_at) from notification.mail_ledger where id = :id
      """;

  static final String DUE =
      """
      select id from notification.digest where closed_at is null and closes_at <= :now
      order by closes_at, id limit :limit
      """;

  static final String TAKE =
      """
      select channel from notification.digest where id = :id and closed_at is null
      for update skip locked
      """;

  static final String HELD =
      """
      select id, message from notification.mail_ledger
      where held_for = :digest and state = 'PENDING' order by id for update
      """;

  static final String SUPPRESS =
      CHANGED.formatted(
          "state = 'SUPPRESSED', reason = :reason",
          "id = :id and state = 'PENDING' and held_for = :digest");

  // Whoever left between the acceptance and the close hears nothing of that portfolio any more.
  static final String LEAVE_OUT =
      CHANGED.formatted(
          "state = 'SUPPRESSED', reason = 'UNSUBSCRIBED: the subscription has ended.'",
          "held_for = :digest and state = 'PENDING' and subscription in (select subscription"
              + " from notification.changed_subscription where ended)");

  static final String TIE =
      """
      insert into notification.mail_item (ledger_id, notification_id) values (:digest, :id)
      """;

  static final String CLOSE = "update notification.digest set closed_at = :now where id = :id";
}
