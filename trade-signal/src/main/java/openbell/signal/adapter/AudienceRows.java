package openbell.signal.adapter;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.run.RunRef;
import openbell.signal.audience.Subscription;
import openbell.signal.result.SignalEntry;
import openbell.signal.timeline.ReaderVerdict;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Writes the table `signal.audience`, in the caller's transaction. A result that comes after a
/// failure keeps what was said of the failure.
final class AudienceRows {
  private static final String ADD =
      """
      insert into signal.audience (run_id, owner, portfolio, market, session, email, subscription,
        verdict, reason, at)
      values (:run, :owner, :portfolio, :market, :session, :email, :subscription, :verdict,
        :reason, :at)
      on conflict (run_id, email) do update set verdict = excluded.verdict, at = excluded.at,
        reason = excluded.reason || ' Before that: ' || audience.reason
      """;

  void add(
      Handle handle,
      SignalEntry entry,
      List<Subscription> readers,
      List<? extends Notification> notifications) {
    if (readers.isEmpty()) {
      return;
    }
    Map<String, Notification> planned = new HashMap<>();
    notifications.forEach(one -> planned.putIfAbsent(address(one.recipient().email()), one));
    try (PreparedBatch batch = handle.prepareBatch(ADD)) {
      for (Subscription reader : readers) {
        add(batch, entry, reader, planned.get(address(reader.recipient().email())));
      }
      batch.execute();
    }
  }

  private static void add(
      PreparedBatch batch, SignalEntry entry, Subscription reader, @Nullable Notification planned) {
    RunRef run = entry.run();
    ReaderVerdict verdict = ReaderVerdict.of(reader, planned != null, entry);
    String told = planned instanceof NoticeRequested notice ? " " + notice.detail() : "";
    batch
        .bind("run", run.runId().value())
        .bind("owner", run.owner().value())
        .bind("portfolio", run.portfolio().value())
        .bind("market", run.session().market())
        .bind("session", run.session().date())
        .bind("email", address(reader.recipient().email()))
        .bind("subscription", reader.id())
        .bind("verdict", verdict.name())
        .bind("reason", verdict.reason() + told)
        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
        .add();
  }

  private static String address(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
