package openbell.notification.adapter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import openbell.model.message.Notification;
import openbell.notification.deliver.QuietTime;
import openbell.notification.digest.DigestRules;
import org.jdbi.v3.core.Handle;

/// Makes a fresh row wait for its digest, or for the end of its reader's quiet hours.
public final class JdbiHolds implements Holds {
  private final DigestRules rules;

  public JdbiHolds(DigestRules rules) {
    this.rules = rules;
  }

  @Override
  public boolean hold(Handle handle, String id, Taken taken, Instant now) {
    return (rules.holds(taken.request()) && joins(handle, id, taken, now))
        || waits(handle, id, taken.request(), now);
  }

  private boolean joins(Handle handle, String id, Taken taken, Instant now) {
    Notification request = taken.request();
    String digest = rules.keyFor(request, taken.channel()).id();
    handle
        .createUpdate(DigestSql.OPEN)
        .bind("id", digest)
        .bind("owner", request.owner().value())
        .bind("market", request.session().market())
        .bind("session", request.session().date())
        .bind("channel", taken.channel())
        .bind("closesAt", at(rules.closesAt(request.session(), now)))
        .execute();
    Optional<OffsetDateTime> closesAt =
        handle.createQuery(DigestSql.JOIN).bind("id", digest).mapTo(OffsetDateTime.class).findOne();
    if (closesAt.isEmpty()) {
      change(
          handle, DigestSql.REMARK, id, "Came after its digest had closed; sent by itself.", now);
      return false;
    }
    handle
        .createUpdate(DigestSql.HOLD)
        .bind("id", id)
        .bind("digest", digest)
        .bind(
            "reason",
            "Waits for the digest that closes at %s".formatted(closesAt.get().toInstant()))
        .bind("now", at(now))
        .execute();
    return true;
  }

  private static boolean waits(Handle handle, String id, Notification request, Instant now) {
    Optional<QuietTime> quiet = QuietTime.at(request, now);
    quiet.ifPresent(hours -> postpone(handle, id, hours.until(), hours.reason(), now));
    return quiet.isPresent();
  }

  /// Makes a row that is `PENDING` sendable from `until` on, by itself.
  static void postpone(Handle handle, String id, Instant until, String reason, Instant now) {
    handle
        .createUpdate(DigestSql.POSTPONE)
        .bind("id", id)
        .bind("until", at(until))
        .bind("reason", reason)
        .bind("now", at(now))
        .execute();
  }

  private static void change(Handle handle, String sql, String id, String reason, Instant now) {
    handle.createUpdate(sql).bind("id", id).bind("reason", reason).bind("now", at(now)).execute();
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
