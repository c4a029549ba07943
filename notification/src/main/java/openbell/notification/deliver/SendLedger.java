package openbell.notification.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import openbell.model.message.Notification;
import openbell.model.portfolio.Owner;

/// The record of every notification and of every request that was issued for it.
///
/// Every operation is one transaction and throws {@link openbell.model.run.FailureException} with
/// `DATABASE_UNAVAILABLE` when the database does not answer. Every change of state also leaves a
/// row in an append-only history.
public interface SendLedger {

  /// Takes a notification in as `PENDING`. The same key again changes nothing.
  ///
  /// @param lookAgain when it is due for everybody; later than now when the caller sends it itself
  Acceptance accept(
      LedgerKey key, Notification request, String subject, Instant now, Instant lookAgain);

  /// Moves rows from `PENDING` to `SENDING` that are due and sendable since `oldest` or later, or
  /// to
  /// `SUPPRESSED` when their address is on the suppression list or their subscription has ended.
  /// One transaction; when this returns, the moves are committed.
  ///
  /// @return one for each row that was moved; the others are not ours to send
  List<Claim> claim(List<String> ids, Instant oldest, Instant now);

  /// Claims one row. Empty when it is not ours to send.
  default OptionalLong claim(String id, Instant oldest, Instant now) {
    return claim(List.of(id), oldest, now).stream()
        .filter(claim -> claim.state() == LedgerState.SENDING)
        .mapToLong(Claim::fence)
        .findFirst();
  }

  /// Ends attempts, in one transaction. Only the holder of the fence moves a row: from `SENDING`
  /// anywhere, from `UNKNOWN` to `ACCEPTED` only.
  ///
  /// @return how many rows were there to be moved
  int settle(List<Settlement> settlements, Instant now);

  /// Ends one attempt.
  ///
  /// @return false when the row was not there to be moved
  default boolean settle(String id, long fence, Verdict verdict, Instant now) {
    return settle(List.of(new Settlement(id, fence, verdict)), now) == 1;
  }

  /// Ends or delays a row that is still `PENDING`, so nothing was issued.
  boolean resolve(String id, Verdict verdict, Instant now);

  /// Keeps a row back that is `PENDING`; its age counts from the end of that.
  void postpone(String id, Instant until, String reason, Instant now);

  /// From when on a row could be sent: its acceptance, or the end of what kept it back.
  Instant sendableSince(String id);

  /// Rows that are due, owner by owner in turn and each owner's oldest first; nobody else is given
  /// them before `lookAgain`.
  ///
  /// @param channel `slack`, `webhook`, or empty for all channels that write to readers
  List<LedgerEntry> due(String channel, Instant now, Instant lookAgain, int limit);

  /// `SENDING` rows whose attempt began before `startedBefore`: its sender is gone.
  List<LedgerEntry> stranded(Instant startedBefore, int limit);

  /// Parks `UNKNOWN` rows that have waited since before `unknownSince`, and returns them once.
  List<LedgerEntry> park(Instant unknownSince, Instant now, int limit);

  /// Mails whose outcome nobody knows, also parked ones.
  Unknowns unknowns(Instant now);

  /// @param oldest how long the oldest has been unknown; zero when there is none
  record Unknowns(int count, Duration oldest) {}

  Optional<LedgerEntry> find(Owner owner, String id);

  /// The owner's rows, newest first.
  List<LedgerEntry> list(Owner owner, int limit);

  /// @param outcome what became of the notification
  record Acceptance(LedgerEntry entry, Outcome outcome) {

    /// How the ledger took it.
    public enum Outcome {
      NEW,
      /// New, and not to be sent yet: it waits for its digest or for the end of quiet hours.
      WAITING,
      /// The same notification was taken before.
      KNOWN,
      /// The key was taken before with other content. Nothing is sent for it: a correction is a
      /// new revision.
      CONFLICT
    }
  }
}
