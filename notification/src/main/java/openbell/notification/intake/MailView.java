package openbell.notification.intake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerState;

/// A mail as the owner of its portfolio sees it.
///
/// @param runId the run it is about; empty for none
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
    Notification request = entry.request();
    return new MailView(
        entry.id(),
        request.portfolio().value(),
        portfolioName(request),
        request.session().market(),
        request.session().date(),
        request.revision(),
        runId(request),
        request.recipient().email(),
        entry.subject(),
        entry.channel(),
        request.template(),
        entry.state().name(),
        standing(entry),
        entry.reason(),
        entry.attempts(),
        entry.acceptedAt(),
        entry.changedAt(),
        entry.providerMessageId());
  }

  private static String runId(Notification request) {
    return switch (request) {
      case NotificationRequested signal -> signal.run().runId().value();
      case NoticeRequested notice -> notice.run() == null ? "" : notice.run().runId().value();
      case DigestRequested _ -> "";
    };
  }

  private static String portfolioName(Notification request) {
    return switch (request) {
      case NotificationRequested signal -> signal.report().portfolioName();
      case NoticeRequested notice -> notice.portfolioName();
      case DigestRequested _ -> "Digest";
    };
  }

  /// The address as part of a link.
  public String recipientInLink() {
    return URLEncoder.encode(recipient, StandardCharsets.UTF_8);
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

  /// True while it will soon stand elsewhere: the page looks again.
  public boolean moving() {
    return state.equals(LedgerState.PENDING.name()) || state.equals(LedgerState.SENDING.name());
  }

  /// Class of the badge on the page.
  public String tone() {
    return tone(state);
  }

  static String tone(String state) {
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
      case UNKNOWN -> entry.parked() ? "Delivery unconfirmed" : "Delivery being checked";
      case PENDING, SENDING, REJECTED, SUPPRESSED -> words(entry.state());
    };
  }

  /// A state where nothing more is known than its name.
  static String words(LedgerState state) {
    return switch (state) {
      case ACCEPTED -> "Handed over";
      case PENDING -> "Waiting";
      case SENDING -> "Sending";
      case REJECTED -> "Refused";
      case SUPPRESSED -> "Not sent";
      case UNKNOWN -> "Delivery unknown";
    };
  }
}
