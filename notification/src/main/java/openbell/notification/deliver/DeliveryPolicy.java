package openbell.notification.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import openbell.notification.deliver.SendOutcome.Accepted;
import openbell.notification.deliver.SendOutcome.Never;
import openbell.notification.deliver.SendOutcome.NotNow;
import openbell.notification.deliver.SendOutcome.OutOfQuota;
import openbell.notification.deliver.SendOutcome.Unclear;

/// Judges an outcome: what it means for the mail, and for the channel. Pure.
///
/// @param oldest a notification accepted longer ago than this is not sent any more
/// @param parkAfter how long `UNKNOWN` waits for an event
/// @param callTimeout longest call of the channel; twice that, and its sender is taken for gone
/// @param mostAttempts definite "not now" answers before the mail is given up
public record DeliveryPolicy(
    Duration oldest, Duration parkAfter, Duration callTimeout, int mostAttempts) {

  /// Time between the commit of `SENDING` and the call. A sender that was held up longer does not
  /// call: somebody may already take it for gone.
  public static final Duration LONGEST_HESITATION = Duration.ofSeconds(5);

  private static final Duration FIRST_DELAY = Duration.ofSeconds(15);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
  private static final Duration ACCOUNT_PAUSE = Duration.ofMinutes(15);

  /// @param pauseUntil when set, the channel sends nothing before, and the operators are told
  public record Judgement(Verdict verdict, Optional<Instant> pauseUntil) {}

  /// @param attempts including this one
  /// @param jitter 0 to 1, spreads the retries of many mails
  public Judgement judge(SendOutcome outcome, int attempts, Instant now, double jitter) {
    return switch (outcome) {
      case Accepted(String id) -> only(Verdict.accepted(id));
      case NotNow(String detail, boolean _) -> only(again(detail, attempts, now, jitter));
      case Never(String detail, boolean account) ->
          new Judgement(
              Verdict.rejected(detail),
              account ? Optional.of(now.plus(ACCOUNT_PAUSE)) : Optional.empty());
      case OutOfQuota(String detail) -> {
        Instant tomorrow = Bucket.tomorrow(now);
        yield new Judgement(Verdict.later(detail, tomorrow), Optional.of(tomorrow));
      }
      case Unclear(String detail) -> only(Verdict.unknown(detail));
    };
  }

  /// What becomes of a mail that could not be made now, because the store did not answer.
  Verdict again(String detail, int attempts, Instant now, double jitter) {
    if (attempts >= mostAttempts) {
      return Verdict.rejected("Given up after %d attempts: %s".formatted(attempts, detail));
    }
    return Verdict.later(detail, now.plus(delay(attempts, jitter)));
  }

  /// How long after the claim its sender is not yet taken for gone.
  public Duration fenceLasts() {
    return callTimeout.multipliedBy(2);
  }

  boolean isTooOld(Instant acceptedAt, Instant now) {
    return acceptedAt.isBefore(now.minus(oldest));
  }

  /// Doubling, capped, and between half and all of it.
  private static Duration delay(int attempts, double jitter) {
    long doubled = FIRST_DELAY.toMillis() << Math.min(attempts - 1, 16);
    long capped = Math.min(doubled, LONGEST_DELAY.toMillis());
    return Duration.ofMillis((long) (capped * (0.5 + jitter / 2)));
  }

  private static Judgement only(Verdict verdict) {
    return new Judgement(verdict, Optional.empty());
  }
}
