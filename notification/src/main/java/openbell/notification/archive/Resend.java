package openbell.notification.archive;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openbell.model.message.Notification;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.Subscriber;
import openbell.notification.archive.MailArchive.Audit;
import openbell.notification.deliver.Channel;
import openbell.notification.deliver.HeaderText;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger;
import openbell.notification.render.LetterPress;
import openbell.notification.render.LetterPress.Printed;

/// Sends a mail again because its owner said so, and why.
///
/// The repetition has a key of its own, so the promise about the first one stays what it is. Its
/// letter is the copy that was kept, under a subject that says it is one.
public final class Resend {

  /// Before the subject of a repetition.
  public static final String PREFIX = "[copy] ";

  private static final int SHORTEST_REASON = 3;
  private static final int LONGEST_REASON = 300;

  private final SendLedger ledger;
  private final MailArchive archive;
  private final LetterPress press;
  private final Channel channel;
  private final Clock clock;
  private final int most;

  /// @param most repetitions of one mail
  public Resend(
      SendLedger ledger,
      MailArchive archive,
      LetterPress press,
      Channel channel,
      Clock clock,
      int most) {
    this.ledger = ledger;
    this.archive = archive;
    this.press = press;
    this.channel = channel;
    this.clock = clock;
    this.most = most;
  }

  /// What came of the wish.
  public sealed interface Answer {

    /// @param id ledger id of the repetition
    record Taken(String id) implements Answer {}

    /// @param code stable, in kebab-case
    /// @param why a sentence for the owner
    record Refused(String code, String why) implements Answer {}

    /// The owner has no such mail.
    record Unknown() implements Answer {}
  }

  /// Whether the mail may be sent again now.
  ///
  /// @return the refusal, or empty
  public Optional<Answer.Refused> refusal(Owner owner, LedgerEntry entry) {
    boolean ended =
        entry.state() == LedgerState.ACCEPTED
            || entry.state() == LedgerState.REJECTED
            || (entry.state() == LedgerState.UNKNOWN && entry.parked());
    if (!ended) {
      return refused(
          "not-ended", "Only a mail that was sent or refused, or given up on, is sent again.");
    }
    if (archive.repeats(owner, entry.id()).isPresent()) {
      return refused("is-a-copy", "This is a copy already; send the first one again.");
    }
    int times = archive.audits(owner, entry.id()).size();
    if (times >= most) {
      return refused("too-often", "It was sent again %d times, which is the most.".formatted(most));
    }
    Notification request = entry.request();
    Subscriber reader = request.subscriber();
    return archive
        .barred(request.recipient().email(), reader == null ? "" : reader.subscription())
        .flatMap(why -> refused("address-barred", why));
  }

  /// @param reason what is written into the audit
  public Answer again(Owner owner, String id, String reason) {
    Optional<LedgerEntry> found = ledger.find(owner, id);
    if (found.isEmpty()) {
      return new Answer.Unknown();
    }
    LedgerEntry entry = found.get();
    String why = reason.strip();
    if (why.length() < SHORTEST_REASON || why.length() > LONGEST_REASON || !isPlain(why)) {
      return new Answer.Refused(
          "bad-reason",
          "`reason` is one line of %d to %d characters."
              .formatted(SHORTEST_REASON, LONGEST_REASON));
    }
    Optional<Answer.Refused> refusal = refusal(owner, entry);
    return refusal.isPresent() ? refusal.get() : take(owner, entry, why);
  }

  private Answer take(Owner owner, LedgerEntry entry, String why) {
    Instant now = clock.instant();
    List<Audit> before = archive.audits(owner, entry.id());
    LedgerKey key = LedgerKey.of(entry.request(), channel.name());
    LedgerKey again =
        new LedgerKey(
            key.portfolio(),
            key.session(),
            key.revision(),
            key.recipient(),
            key.channel(),
            key.template() + "+resend-" + (before.size() + 1));
    SentCopy letter = letter(owner, entry);
    String subject = cut(PREFIX + letter.subject());
    SentCopy fixed = new SentCopy(subject, letter.html(), letter.text(), letter.chart(), now);
    // First the audit, then the mail: a crash between leaves a reason without a mail, never a mail
    // without a reason.
    if (!archive.fix(again.id(), fixed, new Audit(again.id(), owner, why, now), entry.id())) {
      return new Answer.Refused("just-done", "It is being sent again already.");
    }
    ledger.accept(again, entry.request(), subject, now, now);
    return new Answer.Taken(again.id());
  }

  /// What was sent; printed when nothing was kept.
  private SentCopy letter(Owner owner, LedgerEntry entry) {
    return archive
        .copy(owner, entry.id())
        .orElseGet(
            () -> {
              Printed printed = press.print(entry.request(), entry.acceptedAt());
              return new SentCopy(
                  printed.content().subject(),
                  printed.content().html(),
                  printed.content().text(),
                  printed.chart(),
                  entry.acceptedAt());
            });
  }

  private static boolean isPlain(String text) {
    return HeaderText.flaw(text).isEmpty();
  }

  private static String cut(String subject) {
    return subject.length() > HeaderText.LONGEST
        ? subject.substring(0, HeaderText.LONGEST)
        : subject;
  }

  private static Optional<Answer.Refused> refused(String code, String why) {
    return Optional.of(new Answer.Refused(code, why));
  }
}
