package openbell.notification.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.portfolio.Owner;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.SendLedger;
import openbell.notification.render.LetterPress;
import openbell.notification.render.LetterPress.Printed;
import openbell.notification.render.Rendered;
import openbell.notification.wiring.NotificationConfig;
import openbell.runtime.rest.ProblemException;

/// What the mailbox pages and the API both show: mails of one owner, and nobody else's.
///
/// A letter is printed again from the notification that the ledger keeps, so that it can be read
/// whatever channel it went by.
@ApplicationScoped
public class Mailbox {

  /// Mails in one list.
  static final int MOST = 200;

  private final SendLedger ledger;
  private final LetterPress press;
  private final String from;

  public Mailbox(SendLedger ledger, LetterPress press, NotificationConfig config) {
    this.ledger = ledger;
    this.press = press;
    this.from = config.from();
  }

  List<MailView> list(Owner owner) {
    return ledger.list(owner, MOST).stream().map(MailView::of).toList();
  }

  MailDetail detail(Owner owner, String id) {
    LedgerEntry entry = entry(owner, id);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("From", from);
    headers.put("To", entry.request().recipient().email());
    headers.put("Subject", entry.subject());
    return new MailDetail(
        MailView.of(entry),
        headers,
        press.print(entry.request(), entry.acceptedAt()).content().text());
  }

  /// The HTML part with its picture inside, for a frame that may load nothing.
  String body(Owner owner, String id) {
    LedgerEntry entry = entry(owner, id);
    Printed printed = press.print(entry.request(), entry.acceptedAt());
    String html = printed.content().html();
    return printed
        .chart()
        .map(png -> "data:image/png;base64," + Base64.getEncoder().encodeToString(png))
        .map(data -> html.replace("cid:" + Rendered.CHART, data))
        .orElse(html);
  }

  private LedgerEntry entry(Owner owner, String id) {
    return ledger
        .find(owner, id)
        .orElseThrow(
            () -> new ProblemException(404, "mail-not-found", "You have no mail of that id."));
  }
}
