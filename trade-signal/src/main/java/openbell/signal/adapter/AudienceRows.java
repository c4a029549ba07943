package openbell.signal.adapter;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.message.Notification;
import openbell.model.run.RunRef;
import openbell.signal.audience.Subscription;
import openbell.signal.result.SignalEntry;
import openbell.signal.timeline.ReaderVerdict;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Writes the table `signal.audience`, in the caller's transaction.
final class AudienceRows {
  private static final String ADD =
      """
      insert into signal.audience (run_id, owner, portfolio, market, session, email, subscription,
        verdict, reason, at)
      values (:run, :owner, :portfolio, :market, :session, :email, :subscription, :verdict,
        :reason, :at)
      on conflict (run_id, email) do nothing
      """;

  void add(
      Handle handle,
      SignalEntry entry,
      List<Subscription> readers,
      List<? extends Notification> notifications) {
    if (readers.isEmpty()) {
      return;
    }
    Set<String> planned =
        notifications.stream()
            .map(notification -> address(notification.recipient().email()))
            .collect(Collectors.toSet());
    try (PreparedBatch batch = handle.prepareBatch(ADD)) {
      for (Subscription reader : readers) {
        String email = address(reader.recipient().email());
        add(batch, entry, reader, planned.contains(email));
      }
      batch.execute();
    }
  }

  private static void add(
      PreparedBatch batch, SignalEntry entry, Subscription reader, boolean planned) {
    RunRef run = entry.run();
    ReaderVerdict verdict = ReaderVerdict.of(reader, planned, !entry.changes().isEmpty());
    batch
        .bind("run", run.runId().value())
        .bind("owner", run.owner().value())
        .bind("portfolio", run.portfolio().value())
        .bind("market", run.session().market())
        .bind("session", run.session().date())
        .bind("email", address(reader.recipient().email()))
        .bind("subscription", reader.id())
        .bind("verdict", verdict.name())
        .bind("reason", verdict.reason())
        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
        .add();
  }

  private static String address(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
