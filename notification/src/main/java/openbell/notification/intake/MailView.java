package openbell.notification.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerState;

/// A mail as the owner of its portfolio sees it.
///
/// @param state of the send ledger, e.g. `ACCEPTED`
/// @param standing the state in words
/// @param reason why it stands there; empty when the state says it all
public record MailView(
    String id,
    String portfolio,
    String portfolioName,
    String market,
    LocalDate session,
    int revision,
    String runId,
    String recipient,
    String subject,
    String channel,
    String template,
    String state,
    String standing,
    String reason,
    int attempts,
    Instant acceptedAt,
    Instant changedAt,
    String providerMessageId) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static MailView of(LedgerEntry entry) {
    var run = entry.request().run();
    return new MailView(
        entry.id(),
        run.portfolio().value(),
        entry.request().report().portfolioName(),
        run.session().market(),
        run.session().date(),
        run.revision(),
        run.runId().value(),
        entry.request().recipient().email(),
        entry.subject(),
        entry.channel(),
        entry.request().template(),
        entry.state().name(),
        standing(entry),
        entry.reason(),
        entry.attempts(),
        entry.acceptedAt(),
        entry.changedAt(),
        entry.providerMessageId());
  }

  public String sessionText() {
    return DAY.format(session);
  }

  public String acceptedText() {
    return MOMENT.format(acceptedAt);
  }

  public String changedText() {
    return MOMENT.format(changedAt);
  }

  /// Class of the badge on the page.
  public String tone() {
    return switch (LedgerState.valueOf(state)) {
      case ACCEPTED -> "sent";
      case PENDING -> "queued";
      case SENDING -> "busy";
      case UNKNOWN -> "unknown";
      case REJECTED -> "failed";
      case SUPPRESSED -> "skipped";
    };
  }

  private static String standing(LedgerEntry entry) {
    return switch (entry.state()) {
      case ACCEPTED -> entry.channel().equals("file") ? "Written" : "Sent";
      case PENDING -> "Waiting";
      case SENDING -> "Sending";
      case REJECTED -> "Refused";
      case SUPPRESSED -> "Not sent";
      case UNKNOWN -> entry.parked() ? "Delivery unconfirmed" : "Delivery being checked";
    };
  }
}
