package openbell.notification.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.notification.deliver.Bucket;
import openbell.notification.deliver.Bucket.Allowance;
import openbell.notification.deliver.Bucket.Level;
import openbell.notification.deliver.Bucket.Share;
import openbell.notification.deliver.Bucket.Stop;
import openbell.notification.deliver.Buckets;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The shared rates in the ledger's database, one row per channel.
public final class JdbiBuckets implements Buckets {
  private static final String LOOK =
      "select * from notification.send_rate where channel = :channel";

  private static final String ADD =
      """
      insert into notification.send_rate
        (channel, tokens, filled_at, share_at, asked_at, stopped_until)
      values (:channel, :tokens, :now, :now, :askedAt, :stoppedUntil) on conflict do nothing
      """;

  private static final String KEEP =
      """
      update notification.send_rate set tokens = :tokens, filled_at = :filledAt, share = :share,
        share_at = :shareAt, account_rate = :accountRate, account_day = :accountDay,
        day_left = :dayLeft, asked_at = :askedAt, stopped_until = :stoppedUntil,
        stop_reason = :stopReason, quota_from = :quotaFrom, quota_until = :quotaUntil
      where channel = :channel
      """;

  private final Jdbi jdbi;

  public JdbiBuckets(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Bucket look(String channel, Instant now) {
    try {
      return jdbi.withHandle(
          handle ->
              handle
                  .createQuery(LOOK)
                  .bind("channel", channel)
                  .map((row, _) -> bucket(row))
                  .findOne()
                  .orElseGet(() -> Bucket.fresh(now)));
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Changed change(String channel, Instant now, UnaryOperator<Bucket> change) {
    try {
      return jdbi.inTransaction(
          handle -> {
            Bucket before = locked(handle, channel, now);
            Bucket after = change.apply(before);
            if (!after.equals(before)) {
              keep(handle, channel, after);
            }
            return new Changed(before, after);
          });
    } catch (JdbiException e) {
      throw unavailable(e);
    }
  }

  private static Bucket locked(Handle handle, String channel, Instant now) {
    String locking = LOOK + " for update";
    return handle
        .createQuery(locking)
        .bind("channel", channel)
        .map((row, _) -> bucket(row))
        .findOne()
        .orElseGet(
            () -> {
              Bucket fresh = Bucket.fresh(now);
              handle
                  .createUpdate(ADD)
                  .bind("channel", channel)
                  .bind("tokens", fresh.level().tokens())
                  .bind("now", at(now))
                  .bind("askedAt", at(fresh.allowance().askedAt()))
                  .bind("stoppedUntil", at(fresh.stop().until()))
                  .execute();
              return handle
                  .createQuery(locking)
                  .bind("channel", channel)
                  .map((row, _) -> bucket(row))
                  .one();
            });
  }

  private static void keep(Handle handle, String channel, Bucket bucket) {
    handle
        .createUpdate(KEEP)
        .bind("channel", channel)
        .bind("tokens", bucket.level().tokens())
        .bind("filledAt", at(bucket.level().at()))
        .bind("share", bucket.share().part())
        .bind("shareAt", at(bucket.share().at()))
        .bind("accountRate", bucket.allowance().rate())
        .bind("accountDay", bucket.allowance().day())
        .bind("dayLeft", bucket.allowance().left())
        .bind("askedAt", at(bucket.allowance().askedAt()))
        .bind("stoppedUntil", at(bucket.stop().until()))
        .bind("stopReason", bucket.stop().reason())
        .bind("quotaFrom", at(bucket.stop().quotaFrom()))
        .bind("quotaUntil", at(bucket.stop().quotaUntil()))
        .execute();
  }

  private static Bucket bucket(ResultSet row) throws SQLException {
    return new Bucket(
        new Level(row.getDouble("tokens"), instant(row, "filled_at")),
        new Share(row.getDouble("share"), instant(row, "share_at")),
        new Allowance(
            row.getObject("account_rate", Double.class),
            row.getObject("account_day", Long.class),
            row.getObject("day_left", Long.class),
            instant(row, "asked_at")),
        new Stop(
            instant(row, "stopped_until"),
            row.getString("stop_reason"),
            maybe(row, "quota_from"),
            maybe(row, "quota_until")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static FailureException unavailable(JdbiException e) {
    return new FailureException(
        new Failure(FailureReason.DATABASE_UNAVAILABLE, "The shared send rate does not answer."),
        e);
  }
}
