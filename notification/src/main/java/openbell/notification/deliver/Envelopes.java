package openbell.notification.deliver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.Notification;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.RunRef;
import openbell.notification.deliver.Delivery.Sender;
import openbell.notification.render.LetterPress.Printed;
import openbell.notification.render.Rendered;
import openbell.notification.render.SubjectLine;

/// Puts a letter into its envelope: addresses and headers.
record Envelopes(Sender sender) {

  /// Whoever reads what is posted to a configured place. No mail goes to it.
  static final String OPERATOR = "operator";

  /// Why no mail can be made of the request; empty when one can.
  Optional<String> flaw(Notification request) {
    return HeaderText.addressFlaw(request.recipient().email())
        .map(flaw -> "The recipient cannot be written to: " + flaw + ".")
        .or(
            () ->
                HeaderText.flaw(SubjectLine.of(request))
                    .map(flaw -> "The subject cannot be sent: " + flaw + "."));
  }

  Email seal(LedgerEntry entry, Printed letter) {
    Notification request = entry.request();
    return new Email(
        entry.id(),
        sender.from(),
        OPERATOR.equals(request.recipient().email())
            ? OPERATOR + "@localhost"
            : request.recipient().email(),
        letter.content().subject(),
        letter.content().html(),
        letter.content().text(),
        letter.chart(),
        Rendered.CHART,
        headers(request),
        entry.acceptedAt());
  }

  private Map<String, String> headers(Notification request) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "List-Id", "<" + request.portfolio().value() + ".portfolios." + sender.listDomain() + ">");
    Subscriber subscriber = request.subscriber();
    if (subscriber != null && isPartOfAList(request)) {
      // RFC 8058: a mail program's own button ends what the mail is about with one POST.
      headers.put("List-Unsubscribe", "<" + sender.links().unsubscribe(request, subscriber) + ">");
      headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    headers.put("Auto-Submitted", "auto-generated");
    headers.put("X-Auto-Response-Suppress", "All");
    run(request).ifPresent(run -> headers.put("X-Openbell-Run", run.runId().value()));
    return headers;
  }

  /// There is nothing to unsubscribe from before it was confirmed.
  private static boolean isPartOfAList(Notification request) {
    return !(request instanceof NoticeRequested notice
        && notice.kind() == NoticeRequested.Kind.CONFIRM);
  }

  private static Optional<RunRef> run(Notification request) {
    return switch (request) {
      case NotificationRequested signal -> Optional.of(signal.run());
      case NoticeRequested notice -> Optional.ofNullable(notice.run());
      case DigestRequested _ -> Optional.empty();
    };
  }
}
