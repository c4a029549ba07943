package openbell.notification.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.notification.archive.MailArchive;
import openbell.notification.archive.MailArchive.Query;
import openbell.notification.archive.Resend;
import openbell.notification.archive.SentCopy;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.SendLedger;
import openbell.notification.render.LetterPress;
import openbell.notification.render.LetterPress.Printed;
import openbell.notification.render.Rendered;
import openbell.notification.wiring.NotificationConfig;
import openbell.runtime.rest.ProblemException;

/// What the mailbox pages and the API both show: mails of one owner, and nobody else's.
///
/// A letter is shown as it was sent. One that was not sent yet, or whose copy is too old to be
/// kept, is printed from the notification that the ledger keeps.
@ApplicationScoped
public class Mailbox {

  /// Mails in one list of the API.
  static final int MOST = 200;

  private final SendLedger ledger;
  private final MailArchive archive;
  private final LetterPress press;
  private final Resend resend;
  private final String from;

  public Mailbox(
      SendLedger ledger,
      MailArchive archive,
      LetterPress press,
      Resend resend,
      NotificationConfig config) {
    this.ledger = ledger;
    this.archive = archive;
    this.press = press;
    this.resend = resend;
    this.from = config.from();
  }

  List<MailView> list(Owner owner, Query query, int limit) {
    return archive.search(owner, query, limit).stream()
        .map(id -> ledger.find(owner, id))
        .flatMap(Optional::stream)
        .map(MailView::of)
        .toList();
  }

  MailDetail detail(Owner owner, String id) {
    LedgerEntry entry = entry(owner, id);
    Optional<SentCopy> kept = archive.copy(owner, id);
    SentCopy letter = kept.orElseGet(() -> printed(entry));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("From", from);
    headers.put("To", entry.request().recipient().email());
    headers.put("Subject", kept.isPresent() ? letter.subject() : entry.subject());
    return new MailDetail(
        MailView.of(entry),
        headers,
        letter.text(),
        letter.html().isEmpty(),
        kept.isPresent(),
        kept.map(SentCopy::at).orElse(null),
        archive.history(owner, id).stream().map(MailDetail.Step::of).toList(),
        archive.audits(owner, id).stream().map(MailDetail.Repetition::of).toList(),
        archive.repeats(owner, id).orElse(""),
        resend.refusal(owner, entry).map(Resend.Answer.Refused::why).orElse(""));
  }

  /// The HTML part with its picture inside, for a frame that may load nothing. Links leave it.
  String body(Owner owner, String id) {
    LedgerEntry entry = entry(owner, id);
    SentCopy letter = archive.copy(owner, id).orElseGet(() -> printed(entry));
    String html = letter.html().replaceFirst("<head>", "<head><base target=\"_blank\">");
    return letter
        .chart()
        .map(png -> "data:image/png;base64," + Base64.getEncoder().encodeToString(png))
        .map(data -> html.replace("cid:" + Rendered.CHART, data))
        .orElse(html);
  }

  /// @return ledger id of the repetition
  String again(Owner owner, String id, String reason) {
    return switch (resend.again(owner, id, reason)) {
      case Resend.Answer.Taken(String copy) -> copy;
      case Resend.Answer.Refused(String code, String why) ->
          throw new ProblemException(code.equals("bad-reason") ? 422 : 409, code, why);
      case Resend.Answer.Unknown() -> throw unknown();
    };
  }

  private SentCopy printed(LedgerEntry entry) {
    Printed printed = press.print(entry.request(), entry.acceptedAt());
    return new SentCopy(
        printed.content().subject(),
        printed.content().html(),
        printed.content().text(),
        printed.chart(),
        entry.acceptedAt());
  }

  private LedgerEntry entry(Owner owner, String id) {
    return ledger.find(owner, id).orElseThrow(Mailbox::unknown);
  }

  private static ProblemException unknown() {
    return new ProblemException(404, "mail-not-found", "You have no mail of that id.");
  }
}
