package openbell.notification.deliver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import openbell.model.message.NotificationRequested;
import openbell.notification.render.LetterPress.Printed;
import openbell.notification.render.Rendered;
import openbell.notification.render.SubjectLine;

/// Puts a letter into its envelope: addresses and headers.
///
/// @param from address the mail comes from
/// @param listDomain last part of every `List-Id`
record Envelopes(String from, String listDomain) {

  /// Why no mail can be made of the request; empty when one can.
  Optional<String> flaw(NotificationRequested request) {
    return HeaderText.addressFlaw(request.recipient().email())
        .map(flaw -> "The recipient cannot be written to: " + flaw + ".")
        .or(
            () ->
                HeaderText.flaw(SubjectLine.of(request))
                    .map(flaw -> "The subject cannot be sent: " + flaw + "."));
  }

  Email seal(LedgerEntry entry, Printed letter) {
    NotificationRequested request = entry.request();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "List-Id", "<" + request.run().portfolio().value() + ".portfolios." + listDomain + ">");
    headers.put("Auto-Submitted", "auto-generated");
    headers.put("X-Auto-Response-Suppress", "All");
    headers.put("X-Openbell-Run", request.run().runId().value());
    return new Email(
        entry.id(),
        from,
        request.recipient().email(),
        letter.content().subject(),
        letter.content().html(),
        letter.content().text(),
        letter.chart(),
        Rendered.CHART,
        headers,
        entry.acceptedAt());
  }
}
