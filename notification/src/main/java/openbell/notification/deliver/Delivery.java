package openbell.notification.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import openbell.model.message.Notification;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.notification.deliver.DeliveryPolicy.Judgement;
import openbell.notification.deliver.SendLedger.Acceptance;
import openbell.notification.render.LetterPress;
import openbell.notification.render.MailLinks;
import openbell.notification.render.SubjectLine;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// Takes a notification to its end: accepted, printed, claimed, sent, settled.
///
/// The ledger row is `SENDING`, and committed, before the provider is called; whatever happens
/// after that, the same key is never sent again unless the provider said a definite no.
public final class Delivery {

  /// How long a due row is left to whoever was given it.
  static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

  private final SendLedger ledger;
  private final Channel channel;
  private final LetterPress press;
  private final Envelopes envelopes;
  private final DeliveryPolicy policy;
  private final Surroundings around;
  private volatile Instant pausedUntil = Instant.MIN;

  public Delivery(
      SendLedger ledger,
      Channel channel,
      LetterPress press,
      Sender sender,
      DeliveryPolicy policy,
      Surroundings around) {
    this.ledger = ledger;
    this.channel = channel;
    this.press = press;
    this.envelopes = new Envelopes(sender);
    this.policy = policy;
    this.around = around;
  }

  /// Who the mail comes from.
  ///
  /// @param listDomain last part of every `List-Id`
  public record Sender(String from, String listDomain, MailLinks links) {}

  /// Time, chance and the operators, handed in.
  ///
  /// @param nanos a clock that never jumps
  public record Surroundings(
      Clock clock, LongSupplier nanos, DoubleSupplier chance, AlertSink alerts) {}

  /// Takes a notification in. From here on it is ours, whatever becomes of the message.
  public Acceptance accept(Notification request) {
    LedgerKey key = LedgerKey.of(request, channel.name());
    Instant now = around.clock().instant();
    // What can be repeated is sent by whoever took it; the rest waits for the timer, and not
    // longer.
    Instant lookAgain = channel.repeatable() ? now.plus(LOOK_AGAIN) : now;
    Acceptance acceptance =
        ledger.accept(key, request, printable(SubjectLine.of(request)), now, lookAgain);
    if (acceptance.outcome() == Acceptance.Outcome.CONFLICT) {
      alert(
          acceptance.entry(),
          FailureReason.DEFECT,
          "The same notification came again with other content; nothing was sent for it.");
    }
    return acceptance;
  }

  /// Rows that are due now.
  public List<LedgerEntry> due(int limit) {
    Instant now = around.clock().instant();
    return now.isBefore(pausedUntil) ? List.of() : ledger.due(now, now.plus(LOOK_AGAIN), limit);
  }

  /// Tries to send a row once.
  ///
  /// @return where it stands afterwards, as far as this attempt knows
  public LedgerState attempt(LedgerEntry entry) {
    Instant now = around.clock().instant();
    if (isTooOld(entry, now)) {
      return resolve(entry, Verdict.suppressed("Too old: accepted at " + entry.acceptedAt() + "."));
    }
    Optional<QuietTime> quiet = QuietTime.at(entry.request(), now);
    if (quiet.isPresent()) {
      ledger.postpone(entry.id(), quiet.get().until(), quiet.get().reason(), now);
      return LedgerState.PENDING;
    }
    if (now.isBefore(pausedUntil)) {
      return resolve(entry, Verdict.later("The channel is paused.", pausedUntil));
    }
    var flaw = envelopes.flaw(entry.request());
    if (flaw.isPresent()) {
      alert(entry, FailureReason.PROVIDER_REJECTED, flaw.get());
      return resolve(entry, Verdict.rejected(flaw.get()));
    }
    try {
      return send(entry, envelopes.seal(entry, press.print(entry.request(), entry.acceptedAt())));
    } catch (FailureException e) {
      return notPrinted(entry, e);
    }
  }

  /// What only waited, for a digest or for the end of quiet hours, is as old as the end of that.
  private boolean isTooOld(LedgerEntry entry, Instant now) {
    return policy.isTooOld(entry.acceptedAt(), now)
        && policy.isTooOld(ledger.sendableSince(entry.id()), now);
  }

  private LedgerState send(LedgerEntry entry, Email email) {
    Instant now = around.clock().instant();
    OptionalLong fence = ledger.claim(entry.id(), now.minus(policy.oldest()), now);
    if (fence.isEmpty()) {
      return entry.state();
    }
    long claimedAt = around.nanos().getAsLong();
    return call(entry, email, fence.getAsLong(), claimedAt);
  }

  private LedgerState call(LedgerEntry entry, Email email, long fence, long claimedAt) {
    long hesitated = around.nanos().getAsLong() - claimedAt;
    Instant before = around.clock().instant();
    if (hesitated > DeliveryPolicy.LONGEST_HESITATION.toNanos()) {
      Verdict verdict = Verdict.later("Held up before the call; nothing was sent.", before);
      ledger.settle(entry.id(), fence, verdict, before);
      return LedgerState.PENDING;
    }
    SendOutcome outcome = channel.send(email);
    Instant now = around.clock().instant();
    Judgement judgement =
        policy.judge(outcome, entry.attempts() + 1, now, around.chance().getAsDouble());
    ledger.settle(entry.id(), fence, judgement.verdict(), now);
    judgement.pauseUntil().ifPresent(until -> pause(entry, until, judgement.verdict().reason()));
    if (judgement.verdict().state() == LedgerState.REJECTED) {
      alert(
          entry,
          FailureReason.PROVIDER_REJECTED,
          "A mail was refused: " + judgement.verdict().reason());
    }
    return judgement.verdict().state();
  }

  /// The artifact could not be read: later when it may come, never when it is not the right one.
  private LedgerState notPrinted(LedgerEntry entry, FailureException cause) {
    Failure failure = cause.failure();
    if (failure.reason() == FailureReason.DATABASE_UNAVAILABLE) {
      throw cause;
    }
    Instant now = around.clock().instant();
    if (failure.reason().mayPass()) {
      return resolve(
          entry, Verdict.later(failure.detail(), now.plus(DeliveryPolicy.LONGEST_HESITATION)));
    }
    alert(entry, failure.reason(), "No mail was made: " + failure.detail());
    return resolve(entry, Verdict.rejected(failure.detail()));
  }

  private LedgerState resolve(LedgerEntry entry, Verdict verdict) {
    ledger.resolve(entry.id(), verdict, around.clock().instant());
    return verdict.state();
  }

  private void pause(LedgerEntry entry, Instant until, String reason) {
    pausedUntil = until;
    alert(entry, FailureReason.PROVIDER_BUSY, "Mail stops until " + until + ": " + reason);
  }

  /// Subjects are shown on pages, so what could not be sent is made visible, not passed on.
  private static String printable(String subject) {
    return HeaderText.flaw(subject).isEmpty() ? subject : subject.replaceAll("\\p{C}", "\ufffd");
  }

  private void alert(LedgerEntry entry, FailureReason reason, String text) {
    around
        .alerts()
        .raise(
            new Alert(
                reason,
                text,
                Map.of(
                    "notificationId", entry.id(),
                    "portfolio", entry.request().portfolio().value())));
  }
}
