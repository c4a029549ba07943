package openbell.notification.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What all notifiers know about a channel: a token bucket, the account's limits, and whether it is
/// stopped. Pure; every change makes a new one.
///
/// A clock that is behind the others' gains nothing: the bucket is filled from the latest moment
/// that anybody has seen.
///
/// @param tokens mails that may go out at once
/// @param share of the rate that may be used, as it stood at `shareAt`; 0.05 to 1
/// @param accountRate mails a second that the provider allows; null while unknown
/// @param accountDay mails in 24 hours that the provider allows; null for no such limit
/// @param dayLeft what is left of them by the provider's count and ours since; null for no limit
/// @param askedAt when the provider was last asked for its limits
/// @param stoppedUntil nothing goes out before
/// @param quotaFrom when the last stop for want of quota began; null for none
/// @param quotaUntil when it ended or will end; null for none
public record Bucket(
    double tokens,
    Instant filledAt,
    double share,
    Instant shareAt,
    @Nullable Double accountRate,
    @Nullable Long accountDay,
    @Nullable Long dayLeft,
    Instant askedAt,
    Instant stoppedUntil,
    String stopReason,
    @Nullable Instant quotaFrom,
    @Nullable Instant quotaUntil) {

  /// Of what the account allows.
  public static final double SHARE_OF_ACCOUNT = 0.8;

  static final double LEAST_SHARE = 0.05;

  private static final double RECOVERY_A_MINUTE = 0.1;
  private static final Duration BETWEEN_HALVINGS = Duration.ofSeconds(1);

  private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(1);
  private static final Duration LEAST_QUOTA_STOP = Duration.ofMinutes(15);

  /// Where a throttled channel starts from when nobody set a rate.
  private static final double RATE_WHEN_UNKNOWN = 100;

  /// Why a stop for want of quota is one.
  static final String OUT_OF_QUOTA = "The account has sent all it may in 24 hours.";

  /// @param granted mails that may be sent now
  record Grant(Bucket bucket, int granted) {}

  /// Takes what the provider allows. Limits that are not told are lifted.
  ///
  /// @param perSecond its MaxSendRate
  /// @param perDay its Max24HourSend; negative for none
  public record Limits(double perSecond, double perDay, double sentInDay) {}

  public static Bucket fresh(Instant now) {
    return new Bucket(
        1, now, 1, now, null, null, null, Instant.EPOCH, Instant.EPOCH, "", null, null);
  }

  public boolean isStopped(Instant now) {
    return now.isBefore(stoppedUntil);
  }

  /// Mails a second now; infinite for no limit.
  public double rate(SendPace pace, Instant now) {
    SendPace allowed = accountRate == null ? pace : pace.atMost(accountRate * SHARE_OF_ACCOUNT);
    double usable = shareAt(now);
    return usable >= 1
        ? allowed.perSecond().orElse(Double.POSITIVE_INFINITY)
        : usable * allowed.perSecond().orElse(RATE_WHEN_UNKNOWN);
  }

  /// Up to `wanted` tokens, fewer or none when there are not as many.
  Grant take(SendPace pace, int wanted, Instant now) {
    if (isStopped(now)) {
      return new Grant(this, 0);
    }
    Bucket day = dayLeft != null && dayLeft <= 0 ? nextDay(now) : this;
    if (day.isStopped(now)) {
      return new Grant(day, 0);
    }
    double rate = rate(pace, now);
    double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
    // A second's worth at most, so that a quiet hour is no licence for a burst.
    double filled =
        Double.isInfinite(rate) ? wanted : Math.min(Math.max(1, rate), tokens + rate * seconds);
    long allowed = day.dayLeft == null ? wanted : Math.min(wanted, day.dayLeft);
    int granted = (int) Math.min(allowed, (long) filled);
    Instant at = now.isAfter(filledAt) ? now : filledAt;
    return new Grant(day.with(filled - granted, at).counting(granted), granted);
  }

  Bucket giveBack(int unused) {
    return with(tokens + unused, filledAt).counting(-unused);
  }

  /// The provider said that we are too fast. Many sends hear it at once; that halves only once.
  Bucket throttled(Instant now) {
    boolean again = share < 1 && now.isBefore(shareAt.plus(BETWEEN_HALVINGS));
    if (again) {
      return this;
    }
    double halved = Math.max(LEAST_SHARE, shareAt(now) / 2);
    return new Bucket(
        0,
        filledAt.isAfter(now) ? filledAt : now,
        halved,
        now,
        accountRate,
        accountDay,
        dayLeft,
        askedAt,
        stoppedUntil,
        stopReason,
        quotaFrom,
        quotaUntil);
  }

  Bucket stopped(Instant until, String reason) {
    return new Bucket(
        tokens,
        filledAt,
        share,
        shareAt,
        accountRate,
        accountDay,
        dayLeft,
        askedAt,
        until.isAfter(stoppedUntil) ? until : stoppedUntil,
        reason,
        quotaFrom,
        quotaUntil);
  }

  /// Stops until the next day begins, UTC.
  Bucket outOfQuota(Instant now, String reason) {
    Instant tomorrow = tomorrow(now);
    boolean already = quotaUntil != null && now.isBefore(quotaUntil);
    Bucket stopped = stopped(tomorrow, reason);
    return new Bucket(
        stopped.tokens,
        stopped.filledAt,
        share,
        shareAt,
        accountRate,
        accountDay,
        accountDay == null ? null : 0L,
        askedAt,
        stopped.stoppedUntil,
        reason,
        already ? quotaFrom : now,
        tomorrow);
  }

  /// What the provider just said it allows: no room in its day stops the channel; room in it ends a
  /// stop for want of quota that has lasted a while.
  Bucket allowing(Limits limits, Instant now) {
    Long day = limits.perDay() < 0 ? null : (long) limits.perDay();
    Long left = day == null ? null : Math.max(0, day - (long) Math.ceil(limits.sentInDay()));
    boolean room = left == null || left > 0;
    Bucket told =
        new Bucket(
            tokens,
            filledAt,
            share,
            shareAt,
            limits.perSecond(),
            day,
            left,
            askedAt,
            stoppedUntil,
            stopReason,
            quotaFrom,
            quotaUntil);
    if (!room) {
      return told.outOfQuota(now, OUT_OF_QUOTA);
    }
    return isQuotaStop(now) && quotaFrom != null && !now.isBefore(quotaFrom.plus(LEAST_QUOTA_STOP))
        ? told.resumed(now)
        : told;
  }

  private Bucket resumed(Instant now) {
    return new Bucket(
        tokens,
        filledAt,
        share,
        shareAt,
        accountRate,
        accountDay,
        dayLeft,
        askedAt,
        now,
        "",
        quotaFrom,
        now);
  }

  /// Whether the provider should be asked again: every minute, and when a stop for want of quota
  /// ends.
  boolean isToAsk(Instant now) {
    boolean ended = quotaUntil != null && !now.isBefore(quotaUntil) && askedAt.isBefore(quotaUntil);
    return ended || !now.isBefore(askedAt.plus(BETWEEN_QUESTIONS));
  }

  Bucket asked(Instant now) {
    return new Bucket(
        tokens,
        filledAt,
        share,
        shareAt,
        accountRate,
        accountDay,
        dayLeft,
        now,
        stoppedUntil,
        stopReason,
        quotaFrom,
        quotaUntil);
  }

  /// A notification accepted before this is too old. Waiting for quota does not count: for `oldest`
  /// after a stop, what was young enough when it began is still sent.
  Instant oldestAccepted(Duration oldest, Instant now) {
    Instant from = quotaFrom;
    if (from == null || quotaUntil == null || !now.isBefore(quotaUntil.plus(oldest))) {
      from = now;
    }
    return from.minus(oldest);
  }

  static Instant tomorrow(Instant now) {
    return now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
  }

  boolean isQuotaStop(Instant now) {
    return isStopped(now) && quotaUntil != null && now.isBefore(quotaUntil);
  }

  private double shareAt(Instant now) {
    double minutes = Math.max(0, Duration.between(shareAt, now).toMillis() / 60_000.0);
    return Math.min(1, share + RECOVERY_A_MINUTE * minutes);
  }

  /// Our own count says the day is used up. A day that has passed without an answer begins anew.
  private Bucket nextDay(Instant now) {
    boolean waited = quotaUntil != null && !now.isBefore(quotaUntil);
    return waited ? left(accountDay) : outOfQuota(now, OUT_OF_QUOTA);
  }

  private Bucket with(double left, Instant at) {
    return new Bucket(
        left,
        at,
        share,
        shareAt,
        accountRate,
        accountDay,
        dayLeft,
        askedAt,
        stoppedUntil,
        stopReason,
        quotaFrom,
        quotaUntil);
  }

  private Bucket counting(int sent) {
    return left(dayLeft == null ? null : dayLeft - sent);
  }

  private Bucket left(@Nullable Long left) {
    return new Bucket(
        tokens,
        filledAt,
        share,
        shareAt,
        accountRate,
        accountDay,
        left,
        askedAt,
        stoppedUntil,
        stopReason,
        quotaFrom,
        quotaUntil);
  }
}
