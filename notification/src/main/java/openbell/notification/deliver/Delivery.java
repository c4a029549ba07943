package openbell.notification.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
import openbell.runtime.alert.AlertSink;
import openbell.runtime.live.ProgressSink;

/// Takes a notification to its end: accepted, printed, claimed, sent, settled.
///
/// The ledger row is `SENDING`, and committed, before the provider is called; whatever happens
/// after that, the same key is never sent again unless the provider said a definite no.
public final class Delivery {

  /// How long a row that was handed out is left alone. Short: claims keep senders apart, this only
  /// saves them from printing the same letter.
  private static final Duration HANDED_OUT = Duration.ofSeconds(10);

  private static final Duration WAIT_FOR_TOKEN = Duration.ofSeconds(1);

  private final SendLedger ledger;
  private final Channel channel;
  private final LetterPress press;
  private final Envelopes envelopes;
  private final DeliveryPolicy policy;
  private final SharedRate rate;
  private final SendMeter meter;
  private final Surroundings around;
  private final MailTelling telling;

  public Delivery(
      SendLedger ledger,
      Channel channel,
      LetterPress press,
      Sender sender,
      DeliveryPolicy policy,
      SharedRate rate,
      SendMeter meter,
      Surroundings around) {
    this.ledger = ledger;
    this.channel = channel;
    this.press = press;
    this.envelopes = new Envelopes(sender);
    this.policy = policy;
    this.rate = rate;
    this.meter = meter;
    this.around = around;
    // Only what goes to readers is a mail about a run.
    this.telling =
        new MailTelling(channel.toReaders() ? around.progress() : _ -> {}, around.alerts());
  }

  /// Who the mail comes from.
  ///
  /// @param listDomain last part of every `List-Id`
  public record Sender(String from, String listDomain, MailLinks links) {}

  /// Time, chance and the operators, handed in.
  /// @param nanos a clock that never jumps
  /// @param progress hears what became of reports
  public record Surroundings(
      Clock clock,
      LongSupplier nanos,
      DoubleSupplier chance,
      AlertSink alerts,
      ProgressSink progress) {

    /// Nobody watches.
    public Surroundings(Clock clock, LongSupplier nanos, DoubleSupplier chance, AlertSink alerts) {
      this(clock, nanos, chance, alerts, _ -> {});
    }
  }

  /// Takes a notification in. From here on it is ours, whatever becomes of the message.
  public Acceptance accept(Notification request) {
    LedgerKey key = LedgerKey.of(request, channel.name());
    Instant now = around.clock().instant();
    // What can be repeated is sent by whoever took it, and left to him as long as a call may take;
    // the rest waits for the timer, and not longer.
    Instant lookAgain = channel.repeatable() ? now.plus(policy.fenceLasts()) : now;
    Acceptance acceptance =
        ledger.accept(key, request, HeaderText.printable(SubjectLine.of(request)), now, lookAgain);
    if (acceptance.outcome() == Acceptance.Outcome.CONFLICT) {
      telling.alert(
          acceptance.entry(),
          FailureReason.DEFECT,
          "The same notification came again with other content; nothing was sent for it.");
    }
    if (acceptance.outcome() == Acceptance.Outcome.WAITING) {
      telling.kept(request, now);
    }
    return acceptance;
  }

  /// Rows that are due now, owner by owner in turn; none while the channel is stopped.
  public List<LedgerEntry> due(int limit) {
    Instant now = around.clock().instant();
    boolean stopped = !channel.repeatable() && rate.look().isStopped(now);
    return stopped
        ? List.of()
        : ledger.due(channel.toReaders() ? "" : channel.name(), now, now.plus(HANDED_OUT), limit);
  }

  /// Tries to send a row once, with a token of its own.
  ///
  /// @return where it stands afterwards, as far as this attempt knows
  public LedgerState attempt(LedgerEntry entry) {
    Instant oldest = oldest();
    Optional<Email> email = prepare(entry, oldest);
    if (email.isEmpty()) {
      // Why not is on the row already.
      return ledger.find(entry.request().owner(), entry.id()).map(LedgerEntry::state).orElseThrow();
    }
    int tokens = channel.repeatable() ? 0 : rate.take(1);
    if (tokens == 0 && !channel.repeatable()) {
      Instant next = around.clock().instant().plus(WAIT_FOR_TOKEN);
      resolve(entry, Verdict.later("It waits for its turn at the channel's rate.", next), "rate");
      return LedgerState.PENDING;
    }
    List<Claim> claims = claim(List.of(entry.id()), oldest);
    if (claims.isEmpty() || claims.getFirst().state() != LedgerState.SENDING) {
      rate.giveBack(tokens);
      if (!claims.isEmpty() && claims.getFirst().state() == LedgerState.SUPPRESSED) {
        suppressed(entry);
      }
      return claims.isEmpty() ? entry.state() : claims.getFirst().state();
    }
    long claimedAt = around.nanos().getAsLong();
    Called called = call(entry, email.get(), claims.getFirst().fence(), claimedAt);
    ledger.settle(List.of(called.settlement()), around.clock().instant());
    learn(called);
    return called.settlement().verdict().state();
  }

  /// Prints the mail; empty, and the row ended or delayed, when there is none to send now.
  Optional<Email> prepare(LedgerEntry entry, Instant oldest) {
    if (isTooOld(entry, oldest)) {
      resolve(
          entry, Verdict.suppressed("TOO_OLD: accepted at " + entry.acceptedAt() + "."), "too_old");
      return Optional.empty();
    }
    if (isQuiet(entry)) {
      return Optional.empty();
    }
    Optional<String> flaw =
        channel.toReaders() ? envelopes.flaw(entry.request()) : Optional.empty();
    if (flaw.isPresent()) {
      telling.alert(entry, FailureReason.PROVIDER_REJECTED, flaw.get());
      resolve(entry, Verdict.rejected(flaw.get()), "flaw");
      return Optional.empty();
    }
    try {
      return Optional.of(envelopes.seal(entry, press.print(entry.request(), entry.acceptedAt())));
    } catch (FailureException e) {
      notPrinted(entry, e);
      return Optional.empty();
    }
  }

  /// What only waited, for a digest or for the end of quiet hours, is as old as the end of that.
  private boolean isTooOld(LedgerEntry entry, Instant oldest) {
    return entry.acceptedAt().isBefore(oldest) && ledger.sendableSince(entry.id()).isBefore(oldest);
  }

  /// Keeps the row back when it is a bad time for the reader.
  private boolean isQuiet(LedgerEntry entry) {
    Instant now = around.clock().instant();
    Optional<QuietTime> quiet =
        channel.toReaders() ? QuietTime.at(entry.request(), now) : Optional.empty();
    quiet.ifPresent(
        time -> {
          ledger.postpone(entry.id(), time.until(), time.reason(), now);
          meter.ended(LedgerState.PENDING, "quiet_hours");
        });
    return quiet.isPresent();
  }

  /// Makes rows ours, in one committed transaction.
  List<Claim> claim(List<String> ids, Instant oldest) {
    List<Claim> claims = ledger.claim(ids, oldest, around.clock().instant());
    for (Claim claim : claims) {
      if (claim.state() == LedgerState.SUPPRESSED) {
        String cause = claim.reason().substring(0, claim.reason().indexOf(':'));
        meter.ended(LedgerState.SUPPRESSED, cause.toLowerCase(Locale.ROOT));
      }
    }
    return claims;
  }

  /// One attempt that has its end.
  ///
  /// @param outcome empty when nothing was issued
  /// @param pauseUntil when set, the channel sends nothing before
  record Called(
      LedgerEntry entry,
      Settlement settlement,
      Optional<SendOutcome> outcome,
      Optional<Instant> pauseUntil) {}

  /// Calls the provider once, unless it was held up since the claim. The caller writes down what is
  /// returned, then asks to {@link #learn} from it.
  ///
  /// @param claimedAt nanoseconds of the surroundings' clock right after the claim's commit
  Called call(LedgerEntry entry, Email email, long fence, long claimedAt) {
    long hesitated = around.nanos().getAsLong() - claimedAt;
    Instant before = around.clock().instant();
    if (hesitated > DeliveryPolicy.LONGEST_HESITATION.toNanos()) {
      Verdict verdict = Verdict.later("Held up before the call; nothing was sent.", before);
      meter.ended(LedgerState.PENDING, "held_up");
      return new Called(
          entry, new Settlement(entry.id(), fence, verdict), Optional.empty(), Optional.empty());
    }
    SendOutcome outcome = channel.send(email);
    Instant now = around.clock().instant();
    Judgement judgement =
        policy.judge(outcome, entry.attempts() + 1, now, around.chance().getAsDouble());
    Verdict verdict = judgement.verdict();
    meter.ended(verdict.state(), outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    meter.called(Duration.between(before, now), Duration.between(entry.acceptedAt(), now));
    return new Called(
        entry,
        new Settlement(entry.id(), fence, verdict),
        Optional.of(outcome),
        judgement.pauseUntil());
  }

  /// What an outcome means for all who send by this channel. Asked after it is written down, so
  /// that a failure here costs no mail its record.
  void learn(Called called) {
    String reason = called.settlement().verdict().reason();
    switch (called.outcome().orElse(null)) {
      case SendOutcome.NotNow(String _, boolean throttled) when throttled -> rate.throttled();
      case SendOutcome.OutOfQuota(String detail) -> rate.outOfQuota(detail);
      case null, default -> called.pauseUntil().ifPresent(until -> rate.stop(until, reason));
    }
    Verdict verdict = called.settlement().verdict();
    telling.ended(called.entry().request(), verdict.state(), around.clock().instant());
    if (verdict.state() == LedgerState.REJECTED) {
      telling.alert(
          called.entry(), FailureReason.PROVIDER_REJECTED, "A mail was refused: " + reason);
    }
  }

  /// How long after the claim its fence is good.
  Duration fenceLasts() {
    return policy.fenceLasts();
  }

  /// A notification accepted before this is not sent any more.
  Instant oldest() {
    Instant now = around.clock().instant();
    return channel.repeatable()
        ? now.minus(policy.oldest())
        : rate.look().oldestAccepted(policy.oldest(), now);
  }

  /// The artifact could not be read: later when it may come, never when it is not the right one.
  private void notPrinted(LedgerEntry entry, FailureException cause) {
    Failure failure = cause.failure();
    if (failure.reason() == FailureReason.DATABASE_UNAVAILABLE) {
      throw cause;
    }
    if (failure.reason().mayPass()) {
      Instant next = around.clock().instant().plus(DeliveryPolicy.LONGEST_HESITATION);
      resolve(entry, Verdict.later(failure.detail(), next), "not_printed");
      return;
    }
    telling.alert(entry, failure.reason(), "No mail was made: " + failure.detail());
    resolve(entry, Verdict.rejected(failure.detail()), "not_printed");
  }

  private void resolve(LedgerEntry entry, Verdict verdict, String cause) {
    if (ledger.resolve(entry.id(), verdict, around.clock().instant())) {
      meter.ended(verdict.state(), cause);
      telling.ended(entry.request(), verdict.state(), around.clock().instant());
    }
  }

  /// A row that its claim ended.
  void suppressed(LedgerEntry entry) {
    telling.ended(entry.request(), LedgerState.SUPPRESSED, around.clock().instant());
  }
}
