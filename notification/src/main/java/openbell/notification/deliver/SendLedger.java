package openbell.notification.deliver;

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

  /// Moves `PENDING` to `SENDING` when it is due and sendable since `oldest` or later; when this
  /// returns, the move is committed. Empty when it is not ours to send.
  OptionalLong claim(String id, Instant oldest, Instant now);

  /// Ends an attempt. Only the holder of the fence moves a row: from `SENDING` anywhere, from
  /// `UNKNOWN` to `ACCEPTED` only.
  ///
  /// @return false when the row was not there to be moved
  boolean settle(String id, long fence, Verdict verdict, Instant now);

  /// Ends or delays a row that is still `PENDING`, so nothing was issued.
  boolean resolve(String id, Verdict verdict, Instant now);

  /// Keeps a row back that is `PENDING`; its age counts from the end of that.
  void postpone(String id, Instant until, String reason, Instant now);

  /// From when on a row could be sent: its acceptance, or the end of what kept it back.
  Instant sendableSince(String id);

  /// Rows that are due, oldest first; nobody else is given them for `lookAgain`.
  List<LedgerEntry> due(Instant now, Instant lookAgain, int limit);

  /// `SENDING` rows whose attempt began before `startedBefore`: its sender is gone.
  List<LedgerEntry> stranded(Instant startedBefore, int limit);

  /// Parks `UNKNOWN` rows that have waited since before `unknownSince`, and returns them once.
  List<LedgerEntry> park(Instant unknownSince, Instant now, int limit);

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
