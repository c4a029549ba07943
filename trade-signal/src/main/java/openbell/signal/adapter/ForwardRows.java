package openbell.signal.adapter;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import openbell.model.portfolio.Owner;
import openbell.model.record.ForwardEntry;
import openbell.model.record.ForwardTip;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalReport;
import openbell.model.wire.RecordCodec;
import openbell.signal.result.SignalEntry;
import org.jdbi.v3.core.Handle;

/// Writes the tables `signal.forward` and `signal.forward_head`, in the caller's transaction.
final class ForwardRows {
  private static final String LOCK =
      "select number, hash from signal.forward_head where owner = :owner for update";
  private static final String BEGIN =
      """
      insert into signal.forward_head (owner, number, hash) values (:owner, 0, :hash)
      on conflict (owner) do nothing
      """;
  private static final String ADD =
      """
      with head as (
        update signal.forward_head set number = :number, hash = :hash where owner = :owner)
      insert into signal.forward (owner, number, portfolio, market, session, run_id, recorded_at,
        previous, hash, entry)
      values (:owner, :number, :portfolio, :market, :session, :run, :at, :previous, :hash, :entry)
      """;

  private final RecordCodec codec = new RecordCodec();

  /// The owner's head stays locked until the transaction ends, so this comes last in it.
  void add(Handle handle, SignalEntry signal) {
    RunRef run = signal.run();
    SignalReport report = signal.report();
    if (report == null || run.purpose() == Purpose.PREVIEW) {
      return;
    }
    // The database keeps millionths of a second, and what is hashed has to be what is kept.
    Instant at = signal.at().truncatedTo(ChronoUnit.MILLIS);
    ForwardEntry entry =
        ForwardEntry.after(tip(handle, run.owner()), run, report, at, signal.notified());
    handle
        .createUpdate(ADD)
        .bind("owner", run.owner().value())
        .bind("number", entry.number())
        .bind("portfolio", run.portfolio().value())
        .bind("market", entry.market())
        .bind("session", entry.session())
        .bind("run", run.runId().value())
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("previous", entry.previous())
        .bind("hash", codec.hash(entry))
        .bind("entry", codec.text(entry))
        .execute();
  }

  private static ForwardTip tip(Handle handle, Owner owner) {
    return locked(handle, owner)
        .orElseGet(
            () -> {
              handle
                  .createUpdate(BEGIN)
                  .bind("owner", owner.value())
                  .bind("hash", ForwardTip.EMPTY.hash())
                  .execute();
              return locked(handle, owner).orElseThrow();
            });
  }

  private static Optional<ForwardTip> locked(Handle handle, Owner owner) {
    return handle
        .createQuery(LOCK)
        .bind("owner", owner.value())
        .map((row, _) -> new ForwardTip(row.getLong("number"), row.getString("hash")))
        .findOne();
  }
}
