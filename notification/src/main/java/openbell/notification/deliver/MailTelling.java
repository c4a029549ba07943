package openbell.notification.deliver;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;
import openbell.runtime.live.Progress;
import openbell.runtime.live.ProgressSink;
import openbell.runtime.live.Stage;

/// Tells those who watch a run what became of a report about it, and the operators what is wrong.
/// Never names a reader.
record MailTelling(ProgressSink progress, AlertSink alerts) {

  void ended(Notification request, LedgerState state, Instant at) {
    switch (state) {
      case ACCEPTED -> tell(request, "1 mail to 1 reader", at);
      case REJECTED, SUPPRESSED ->
          tell(request, "1 mail was " + state.name().toLowerCase(Locale.ROOT), at);
      case UNKNOWN -> tell(request, "1 mail, and nobody knows whether it arrived", at);
      case PENDING, SENDING -> {}
    }
  }

  void kept(Notification request, Instant at) {
    tell(request, "1 mail is kept for its digest or the end of quiet hours", at);
  }

  private void tell(Notification request, String detail, Instant at) {
    switch (request) {
      case NotificationRequested report ->
          progress.tell(new Progress(report.run(), Stage.MAILED, 0, at, detail));
      case NoticeRequested _, DigestRequested _ -> {}
    }
  }

  void alert(LedgerEntry entry, FailureReason reason, String text) {
    alerts.raise(
        new Alert(
            reason,
            text,
            Map.of(
                "notificationId", entry.id(),
                "portfolio", entry.request().portfolio().value())));
  }
}
