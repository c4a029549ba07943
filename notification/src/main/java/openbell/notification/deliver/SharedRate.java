package openbell.notification.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import openbell.model.run.FailureReason;
import openbell.notification.deliver.Buckets.Changed;
import openbell.runtime.alert.Alert;
import openbell.runtime.alert.AlertSink;

/// The rate of one channel, which all notifiers share: nothing is issued without a token.
public final class SharedRate {
  private final String channel;
  private final Buckets buckets;
  private final SendPace pace;
  private final Account account;
  private final AlertSink alerts;
  private final Clock clock;

  public SharedRate(
      String channel,
      Buckets buckets,
      SendPace pace,
      Account account,
      AlertSink alerts,
      Clock clock) {
    this.channel = channel;
    this.buckets = buckets;
    this.pace = pace;
    this.account = account;
    this.alerts = alerts;
    this.clock = clock;
  }

  /// Takes up to `wanted` tokens; 0 when there is none or the channel is stopped.
  public int take(int wanted) {
    Instant now = clock.instant();
    int[] granted = new int[1];
    change(
        now,
        bucket -> {
          Bucket.Grant grant = bucket.take(pace, wanted, now);
          granted[0] = grant.granted();
          return grant.bucket();
        });
    return granted[0];
  }

  /// Gives tokens back for which nothing was issued.
  public void giveBack(int unused) {
    if (unused > 0) {
      change(clock.instant(), bucket -> bucket.giveBack(unused));
    }
  }

  /// The provider said that we are too fast.
  public void throttled() {
    Instant now = clock.instant();
    change(now, bucket -> bucket.throttled(now));
  }

  /// The account is refused for now.
  public void stop(Instant until, String reason) {
    change(clock.instant(), bucket -> bucket.stopped(until, reason));
  }

  /// The account's day is used up.
  public void outOfQuota(String reason) {
    Instant now = clock.instant();
    change(now, bucket -> bucket.outOfQuota(now, reason));
  }

  /// Asks the provider what it allows, when it is time; one notifier does it for all.
  public void refresh() {
    Instant now = clock.instant();
    if (!look().isToAsk(now)) {
      return;
    }
    Changed mine =
        buckets.change(channel, now, bucket -> bucket.isToAsk(now) ? bucket.asked(now) : bucket);
    if (mine.before().isToAsk(now)) {
      account.limits().ifPresent(limits -> change(now, bucket -> bucket.allowing(limits, now)));
    }
  }

  /// As it stands now.
  public Bucket look() {
    return buckets.look(channel, clock.instant());
  }

  /// Mails a second now; infinite for no limit.
  public double perSecond() {
    Instant now = clock.instant();
    Bucket bucket = look();
    return bucket.isStopped(now) ? 0 : bucket.rate(pace, now);
  }

  private void change(Instant now, UnaryOperator<Bucket> change) {
    Changed changed = buckets.change(channel, now, change);
    // Whoever stops it says so, once for all notifiers.
    if (!changed.before().isStopped(now) && changed.after().isStopped(now)) {
      alerts.raise(
          new Alert(
              FailureReason.PROVIDER_BUSY,
              "Mail by %s stops until %s; what waits is kept. %s"
                  .formatted(
                      channel, changed.after().stop().until(), changed.after().stop().reason()),
              Map.of("channel", channel)));
    }
  }
}
