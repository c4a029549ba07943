package openbell.notification.event;

import java.time.Instant;

/// Keeps events and lets them move the ledger.
public interface EventStore {

  /// Takes an event once, in one transaction with what follows from it: a row that was tried and
  /// has no final state becomes `ACCEPTED`, or `REJECTED` when the provider threw the mail away
  /// (that one also ends an `ACCEPTED` row); a bounce for good and a complaint suppress the reader.
  ///
  /// @throws openbell.model.run.FailureException `DATABASE_UNAVAILABLE`; nothing was taken then
  Taken take(ProviderEvent event, Instant now);

  /// How an event was taken.
  enum Taken {
    /// For the first time.
    NEW,
    /// It was here before.
    KNOWN,
    /// Kept, but the ledger has no row that it speaks of.
    NO_ROW
  }
}
