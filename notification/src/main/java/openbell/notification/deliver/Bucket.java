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
public record Bucket(Level level, Share share, Allowance allowance, Stop stop) {

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

  /// @param tokens mails that may go out at once, as it stood at `at`
  public record Level(double tokens, Instant at) {}

  /// @param part of the rate that may be used, as it stood at `at`; 0.05 to 1
  public record Share(double part, Instant at) {

    private double now(Instant now) {
      double minutes = Math.max(0, Duration.between(at, now).toMillis() / 60_000.0);
      return Math.min(1, part + RECOVERY_A_MINUTE * minutes);
    }
  }

  /// What the provider allows.
  ///
  /// @param rate mails a second; null while unknown
  /// @param day mails in 24 hours; null for no such limit
  /// @param left of them, by the provider's count and ours since; null for no limit
  /// @param askedAt when the provider was last asked
  public record Allowance(
      @Nullable Double rate, @Nullable Long day, @Nullable Long left, Instant askedAt) {

    private Allowance counting(int sent) {
      return left == null ? this : new Allowance(rate, day, left - sent, askedAt);
    }
  }

  /// @param until nothing goes out before
  /// @param quotaFrom when the last stop for want of quota began; null for none
  /// @param quotaUntil when it ended or will end; null for none
  public record Stop(
      Instant until, String reason, @Nullable Instant quotaFrom, @Nullable Instant quotaUntil) {

    private Stop atLeast(Instant other, String why) {
      return new Stop(other.isAfter(until) ? other : until, why, quotaFrom, quotaUntil);
    }
  }

  /// @param granted mails that may be sent now
  record Grant(Bucket bucket, int granted) {}

  /// Takes what the provider allows. Limits that are not told are lifted.
  ///
  /// @param perSecond its MaxSendRate
  /// @param perDay its Max24HourSend; negative for none
  public record Limits(double perSecond, double perDay, double sentInDay) {}

  public static Bucket fresh(Instant now) {
    return new Bucket(
        new Level(1, now),
        new Share(1, now),
        new Allowance(null, null, null, Instant.EPOCH),
        new Stop(Instant.EPOCH, "", null, null));
  }

  public boolean isStopped(Instant now) {
    return now.isBefore(stop.until);
  }

  /// Mails a second now; infinite for no limit.
  public double rate(SendPace pace, Instant now) {
    SendPace allowed =
        allowance.rate == null ? pace : pace.atMost(allowance.rate * SHARE_OF_ACCOUNT);
    double usable = share.now(now);
    return usable >= 1
        ? allowed.perSecond().orElse(Double.POSITIVE_INFINITY)
        : usable * allowed.perSecond().orElse(RATE_WHEN_UNKNOWN);
  }

  /// Up to `wanted` tokens, fewer or none when there are not as many.
  Grant take(SendPace pace, int wanted, Instant now) {
    if (isStopped(now)) {
      return new Grant(this, 0);
    }
    Bucket day = allowance.left != null && allowance.left <= 0 ? nextDay(now) : this;
    if (day.isStopped(now)) {
      return new Grant(day, 0);
    }
    double rate = rate(pace, now);
    double seconds = Math.max(0, Duration.between(level.at, now).toNanos() / 1e9);
    // A second's worth at most, so that a quiet hour is no licence for a burst.
    double filled =
        Double.isInfinite(rate)
            ? wanted
            : Math.min(Math.max(1, rate), level.tokens + rate * seconds);
    Long left = day.allowance.left;
    int granted = (int) Math.min(left == null ? wanted : Math.min(wanted, left), (long) filled);
    Instant at = now.isAfter(level.at) ? now : level.at;
    return new Grant(day.with(new Level(filled - granted, at)).counting(granted), granted);
  }

  Bucket giveBack(int unused) {
    return with(new Level(level.tokens + unused, level.at)).counting(-unused);
  }

  /// The provider said that we are too fast. Many sends hear it at once; that halves only once.
  Bucket throttled(Instant now) {
    boolean again = share.part < 1 && now.isBefore(share.at.plus(BETWEEN_HALVINGS));
    if (again) {
      return this;
    }
    double halved = Math.max(LEAST_SHARE, share.now(now) / 2);
    Level empty = new Level(0, level.at.isAfter(now) ? level.at : now);
    return new Bucket(empty, new Share(halved, now), allowance, stop);
  }

  Bucket stopped(Instant until, String reason) {
    return with(stop.atLeast(until, reason));
  }

  /// Stops until the next day begins, UTC.
  Bucket outOfQuota(Instant now, String reason) {
    Instant tomorrow = tomorrow(now);
    boolean already = stop.quotaUntil != null && now.isBefore(stop.quotaUntil);
    Stop longer = stop.atLeast(tomorrow, reason);
    return with(new Stop(longer.until, reason, already ? stop.quotaFrom : now, tomorrow))
        .left(allowance.day == null ? null : 0L);
  }

  /// What the provider just said it allows: no room in its day stops the channel; room in it ends a
  /// stop for want of quota that has lasted a while.
  Bucket allowing(Limits limits, Instant now) {
    Long day = limits.perDay() < 0 ? null : (long) limits.perDay();
    Long left = day == null ? null : Math.max(0, day - (long) Math.ceil(limits.sentInDay()));
    boolean room = left == null || left > 0;
    Bucket told = with(new Allowance(limits.perSecond(), day, left, allowance.askedAt));
    if (!room) {
      return told.outOfQuota(now, OUT_OF_QUOTA);
    }
    Instant from = stop.quotaFrom;
    boolean over = from != null && !now.isBefore(from.plus(LEAST_QUOTA_STOP));
    return isQuotaStop(now) && over ? told.with(new Stop(now, "", from, now)) : told;
  }

  /// Whether the provider should be asked again: every minute, and when a stop for want of quota
  /// ends.
  boolean isToAsk(Instant now) {
    Instant asked = allowance.askedAt;
    Instant quota = stop.quotaUntil;
    boolean ended = quota != null && !now.isBefore(quota) && asked.isBefore(quota);
    return ended || !now.isBefore(asked.plus(BETWEEN_QUESTIONS));
  }

  Bucket asked(Instant now) {
    return with(new Allowance(allowance.rate, allowance.day, allowance.left, now));
  }

  /// A notification accepted before this is too old. Waiting for quota does not count: for `oldest`
  /// after a stop, what was young enough when it began is still sent.
  Instant oldestAccepted(Duration oldest, Instant now) {
    Instant from = stop.quotaFrom;
    if (from == null || stop.quotaUntil == null || !now.isBefore(stop.quotaUntil.plus(oldest))) {
      from = now;
    }
    return from.minus(oldest);
  }

  static Instant tomorrow(Instant now) {
    return now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant();
  }

  boolean isQuotaStop(Instant now) {
    return isStopped(now) && stop.quotaUntil != null && now.isBefore(stop.quotaUntil);
  }

  /// Our own count says the day is used up. A day that has passed without an answer begins anew.
  private Bucket nextDay(Instant now) {
    boolean waited = stop.quotaUntil != null && !now.isBefore(stop.quotaUntil);
    return waited ? left(allowance.day) : outOfQuota(now, OUT_OF_QUOTA);
  }

  private Bucket with(Level other) {
    return new Bucket(other, share, allowance, stop);
  }

  private Bucket with(Allowance other) {
    return new Bucket(level, share, other, stop);
  }

  private Bucket with(Stop other) {
    return new Bucket(level, share, allowance, other);
  }

  private Bucket counting(int sent) {
    return with(allowance.counting(sent));
  }

  private Bucket left(@Nullable Long left) {
    return with(new Allowance(allowance.rate, allowance.day, left, allowance.askedAt));
  }
}
