package openbell.notification.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.message.Notification;
import openbell.model.portfolio.Subscriber;
import openbell.model.wire.MessageCodec;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.LedgerState;

/// Rows of the send ledger, to and from what they mean.
final class LedgerRows {
  private final MessageCodec codec;

  LedgerRows(MessageCodec codec) {
    this.codec = codec;
  }

  /// A row as it was just written.
  static LedgerEntry fresh(
      String id, LedgerKey key, Notification request, String subject, Instant now) {
    return new LedgerEntry(
        id, request, key.channel(), subject, LedgerState.PENDING, "", 0, 0, now, now, "", false);
  }

  /// What must not have ended when the row is claimed. A confirmation is asked for because it has.
  static String subscription(Notification request) {
    Subscriber subscriber = request.subscriber();
    boolean asks = request instanceof NoticeRequested notice && notice.kind() == Kind.CONFIRM;
    return subscriber == null || asks ? "" : subscriber.subscription();
  }

  LedgerEntry entry(ResultSet row) throws SQLException {
    return new LedgerEntry(
        row.getString("id"),
        (Notification) codec.decode(row.getBytes("message")).message(),
        row.getString("channel"),
        row.getString("subject"),
        LedgerState.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getLong("fence"),
        row.getInt("attempts"),
        row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
        row.getString("provider_message_id"),
        row.getBoolean("parked"));
  }
}
