package openbell.notification.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// Looks after rows whose sender is gone, and after those whose outcome nobody knows.
///
/// A crash after the commit of `SENDING` and before the call also ends here: nobody can tell the
/// two apart. Only a channel whose sends may be repeated is simply asked again.
public final class UnknownWatch {

  /// Rows per beat; more are left to the next one.
  static final int MOST = 500;

  private final SendLedger ledger;
  private final Channel channel;
  private final DeliveryPolicy policy;
  private final AlertSink alerts;
  private final Clock clock;

  public UnknownWatch(
      SendLedger ledger, Channel channel, DeliveryPolicy policy, AlertSink alerts, Clock clock) {
    this.ledger = ledger;
    this.channel = channel;
    this.policy = policy;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// What one look found.
  public record Seen(int stranded, int parked) {}

  public Seen look() {
    Instant now = clock.instant();
    List<LedgerEntry> stranded = ledger.stranded(now.minus(policy.fenceLasts()), MOST);
    for (LedgerEntry entry : stranded) {
      ledger.settle(entry.id(), entry.fence(), verdict(entry, now), now);
    }
    List<LedgerEntry> parked = ledger.park(now.minus(policy.parkAfter()), now, MOST);
    parked.forEach(this::alert);
    return new Seen(stranded.size(), parked.size());
  }

  private Verdict verdict(LedgerEntry entry, Instant now) {
    boolean repeatable = entry.channel().equals(channel.name()) && channel.repeatable();
    return repeatable
        ? Verdict.later("Its sender stopped; writing it again leaves one mail.", now)
        : Verdict.unknown("Its sender stopped before the answer was recorded.");
  }

  private void alert(LedgerEntry entry) {
    alerts.raise(
        new Alert(
            FailureReason.PROVIDER_BUSY,
            "Delivery of a mail is unconfirmed; it is not sent again by itself.",
            Map.of(
                "notificationId", entry.id(),
                "portfolio", entry.request().portfolio().value())));
  }
}
