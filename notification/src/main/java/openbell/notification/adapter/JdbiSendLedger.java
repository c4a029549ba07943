package openbell.notification.adapter;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import openbell.model.hash.Sha256;
import openbell.model.message.Notification;
import openbell.model.portfolio.Owner;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.wire.Envelope;
import openbell.model.wire.MessageCodec;
import openbell.notification.deliver.Claim;
import openbell.notification.deliver.LedgerEntry;
import openbell.notification.deliver.LedgerKey;
import openbell.notification.deliver.LedgerState;
import openbell.notification.deliver.SendLedger;
import openbell.notification.deliver.Settlement;
import openbell.notification.deliver.Verdict;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The send ledger in PostgreSQL, schema `notification`.
public final class JdbiSendLedger implements SendLedger {

  /// Schema of every table here.
  public static final String SCHEMA = "notification";

  private final Jdbi jdbi;
  private final MessageCodec codec;
  private final LedgerRows rows;
  private final Holds holds;

  /// A ledger in which nothing waits for a digest.
  public JdbiSendLedger(Jdbi jdbi, MessageCodec codec) {
    this(jdbi, codec, Holds.NONE);
  }

  public JdbiSendLedger(Jdbi jdbi, MessageCodec codec, Holds holds) {
    this.jdbi = jdbi;
    this.codec = codec;
    this.rows = new LedgerRows(codec);
    this.holds = holds;
  }

  @Override
  public Acceptance accept(
      LedgerKey key, Notification request, String subject, Instant now, Instant lookAgain) {
    byte[] message = codec.encode(new Envelope(request.key(), Instant.EPOCH, null, request));
    String hash = Sha256.hex(message);
    String id = key.id();
    return inDatabase(
        handle -> {
          int added =
              handle
                  .createUpdate(LedgerSql.ACCEPT)
                  .bind("id", id)
                  .bind("owner", request.owner().value())
                  .bind("portfolio", key.portfolio().value())
                  .bind("market", key.session().market())
                  .bind("session", key.session().date())
                  .bind("revision", key.revision())
                  .bind("recipient", key.recipient())
                  .bind("channel", key.channel())
                  .bind("template", key.template())
                  .bind("subject", subject)
                  .bind("message", message)
                  .bind("hash", hash)
                  .bind("lookAgain", at(lookAgain))
                  .bind("now", at(now))
                  .bind("subscription", LedgerRows.subscription(request))
                  .execute();
          if (added == 1) {
            boolean waits = holds.hold(handle, id, new Holds.Taken(request, key.channel()), now);
            return new Acceptance(
                LedgerRows.fresh(id, key, request, subject, now),
                waits ? Acceptance.Outcome.WAITING : Acceptance.Outcome.NEW);
          }
          return known(handle, id, request, hash);
        });
  }

  private Acceptance known(Handle handle, String id, Notification request, String hash) {
    String owner = request.owner().value();
    LedgerEntry entry =
        handle
            .createQuery(LedgerSql.FIND)
            .bind("owner", owner)
            .bind("id", id)
            .map((row, _) -> rows.entry(row))
            .one();
    String taken =
        handle.createQuery(LedgerSql.CONTENT_HASH).bind("id", id).mapTo(String.class).one();
    return new Acceptance(
        entry, taken.equals(hash) ? Acceptance.Outcome.KNOWN : Acceptance.Outcome.CONFLICT);
  }

  @Override
  public List<Claim> claim(List<String> ids, Instant oldest, Instant now) {
    return inDatabase(
        handle ->
            handle
                .createQuery(LedgerSql.CLAIM)
                .bind("ids", SqlArrays.text(ids))
                .bind("oldest", at(oldest))
                .bind("now", at(now))
                .map(
                    (row, _) ->
                        new Claim(
                            row.getString("id"),
                            LedgerState.valueOf(row.getString("state")),
                            row.getString("reason"),
                            row.getLong("fence")))
                .list());
  }

  @Override
  public int settle(List<Settlement> settlements, Instant now) {
    List<Verdict> verdicts = settlements.stream().map(Settlement::verdict).toList();
    return inDatabase(
        handle ->
            handle
                .createUpdate(LedgerSql.SETTLE)
                .bind("ids", SqlArrays.text(settlements, Settlement::id))
                .bind("fences", SqlArrays.text(settlements, one -> Long.toString(one.fence())))
                .bind("states", SqlArrays.text(verdicts, verdict -> verdict.state().name()))
                .bind("reasons", SqlArrays.text(verdicts, Verdict::reason))
                .bind("providers", SqlArrays.text(verdicts, Verdict::providerMessageId))
                .bind("notBefores", SqlArrays.text(verdicts, v -> v.notBefore().toString()))
                .bind("now", at(now))
                .execute());
  }

  @Override
  public boolean resolve(String id, Verdict verdict, Instant now) {
    return inDatabase(
        handle ->
            handle
                    .createUpdate(LedgerSql.RESOLVE)
                    .bind("id", id)
                    .bind("state", verdict.state().name())
                    .bind("reason", verdict.reason())
                    .bind("provider", verdict.providerMessageId())
                    .bind("notBefore", at(verdict.notBefore()))
                    .bind("now", at(now))
                    .execute()
                == 1);
  }

  @Override
  public void postpone(String id, Instant until, String reason, Instant now) {
    inDatabase(
        handle -> {
          JdbiHolds.postpone(handle, id, until, reason, now);
          return id;
        });
  }

  @Override
  public Instant sendableSince(String id) {
    return inDatabase(
        handle ->
            handle
                .createQuery(DigestSql.SENDABLE_SINCE)
                .bind("id", id)
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
  }

  @Override
  public List<LedgerEntry> due(String channel, Instant now, Instant lookAgain, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(LedgerSql.DUE)
                .bind("channel", channel)
                .bind("now", at(now))
                .bind("lookAgain", at(lookAgain))
                .bind("limit", limit)
                .map((row, _) -> rows.entry(row))
                .list());
  }

  @Override
  public List<LedgerEntry> stranded(Instant startedBefore, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(LedgerSql.STRANDED)
                .bind("before", at(startedBefore))
                .bind("limit", limit)
                .map((row, _) -> rows.entry(row))
                .list());
  }

  @Override
  public List<LedgerEntry> park(Instant unknownSince, Instant now, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(LedgerSql.PARK)
                .bind("before", at(unknownSince))
                .bind("now", at(now))
                .bind("limit", limit)
                .map((row, _) -> rows.entry(row))
                .list());
  }

  @Override
  public Unknowns unknowns(Instant now) {
    return inDatabase(
        handle ->
            handle
                .createQuery(LedgerSql.UNKNOWNS)
                .map(
                    (row, _) -> {
                      OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
                      return new Unknowns(
                          row.getInt("many"),
                          oldest == null
                              ? Duration.ZERO
                              : Duration.between(oldest.toInstant(), now));
                    })
                .one());
  }

  @Override
  public Optional<LedgerEntry> find(Owner owner, String id) {
    return inDatabase(
        handle ->
            handle
                .createQuery(LedgerSql.FIND)
                .bind("owner", owner.value())
                .bind("id", id)
                .map((row, _) -> rows.entry(row))
                .findOne());
  }

  @Override
  public List<LedgerEntry> list(Owner owner, int limit) {
    return inDatabase(
        handle ->
            handle
                .createQuery(LedgerSql.LIST)
                .bind("owner", owner.value())
                .bind("limit", limit)
                .map((row, _) -> rows.entry(row))
                .list());
  }

  private <T> T inDatabase(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw new FailureException(
          new Failure(FailureReason.DATABASE_UNAVAILABLE, "The send ledger does not answer."), e);
    }
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
