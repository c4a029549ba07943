package openbell.notification.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import openbell.model.message.DigestRequested;
import openbell.model.message.Notification;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.MessageCodec;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.QuietTime;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.SendLedger.Acceptance;
import openbell.notification.digest.Closing;
import openbell.notification.digest.DigestLedger;
import openbell.notification.digest.HeldItem;
import openbell.notification.render.SubjectLine;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Open digests in PostgreSQL, schema `notification`.
public final class JdbiDigestLedger implements DigestLedger {
  private final Jdbi jdbi;
  private final MessageCodec codec;
  private final SendLedger ledger;

  /// @param ledger over the same {@link Jdbi}, so that it joins the transaction of this thread
  public JdbiDigestLedger(Jdbi jdbi, MessageCodec codec, SendLedger ledger) {
    this.jdbi = jdbi;
    this.codec = codec;
    this.ledger = ledger;
  }

  @Override
  public List<String> due(Instant now, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(DigestSql.DUE)
                .bind("now", JdbiHolds.at(now))
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
  }

  @Override
  public Optional<Closing> close(String id, Instant now, Function<List<HeldItem>, Closing> decide) {
    return inDatabase(
        handle ->
            handle
                .createQuery(DigestSql.TAKE)
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(channel -> new Open(handle, id, channel, now).close(decide)));
  }

  /// A digest whose row is locked by this transaction.
  private final class Open {
    private final Handle handle;
    private final String id;
    private final String channel;
    private final Instant now;

    Open(Handle handle, String id, String channel, Instant now) {
      this.handle = handle;
      this.id = id;
      this.channel = channel;
      this.now = now;
    }

    Closing close(Function<List<HeldItem>, Closing> decide) {
      handle
          .createUpdate(DigestSql.LEAVE_OUT)
          .bind("digest", id)
          .bind("now", JdbiHolds.at(now))
          .execute();
      List<HeldItem> held = held();
      Closing closing = decide.apply(held);
      switch (closing) {
        case Closing.Nothing() -> {}
        case Closing.Alone(String item, List<String> corrected) -> {
          suppress(corrected, "Corrected before it was sent");
          release(held, item);
        }
        case Closing.Merged(DigestRequested digest, List<String> corrected) -> {
          accept(digest);
          suppress(digest.items(), "Merged into digest " + id);
          digest.items().forEach(this::tie);
          suppress(corrected, "Corrected before it was sent, in digest " + id);
        }
      }
      handle.createUpdate(DigestSql.CLOSE).bind("id", id).bind("now", JdbiHolds.at(now)).execute();
      return closing;
    }

    private List<HeldItem> held() {
      return handle
          .createQuery(DigestSql.HELD)
          .bind("digest", id)
          .map(
              (row, _) ->
                  new HeldItem(
                      row.getString("id"),
                      (Notification) codec.decode(row.getBytes("message")).message()))
          .list();
    }

    private void accept(DigestRequested digest) {
      LedgerKey key = LedgerKey.of(digest, channel);
      Acceptance acceptance = ledger.accept(key, digest, SubjectLine.of(digest), now, now);
      boolean ours = key.id().equals(id) && acceptance.outcome() != Acceptance.Outcome.KNOWN;
      if (!ours || acceptance.outcome() == Acceptance.Outcome.CONFLICT) {
        throw new IllegalStateException("there is a mail of digest " + id + " already");
      }
    }

    private void suppress(List<String> items, String reason) {
      for (String item : items) {
        handle
            .createUpdate(DigestSql.SUPPRESS)
            .bind("id", item)
            .bind("digest", id)
            .bind("reason", reason)
            .bind("now", JdbiHolds.at(now))
            .execute();
      }
    }

    private void tie(String item) {
      handle.createUpdate(DigestSql.TIE).bind("digest", id).bind("id", item).execute();
    }

    private void release(List<HeldItem> held, String item) {
      Optional<QuietTime> quiet =
          held.stream()
              .filter(candidate -> candidate.id().equals(item))
              .findFirst()
              .flatMap(found -> QuietTime.at(found.request(), now));
      JdbiHolds.postpone(
          handle,
          item,
          quiet.map(QuietTime::until).orElse(now),
          quiet.map(QuietTime::reason).orElse("The only report of its digest"),
          now);
    }
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The send ledger does not answer."), e);
    }
  }
}
