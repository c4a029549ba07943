package openbell.notification.suppress;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Addresses and subscriptions that are not written to. It is asked in the transaction that claims
/// a mail, so what is put here counts from its commit on.
///
/// Every operation is one transaction and throws {@link openbell.model.run.FailureException} with
/// `DATABASE_UNAVAILABLE` when the database does not answer. Every change of the addresses also
/// leaves a row in an append-only history.
public interface SuppressionList {

  /// Puts an address on the list. A stronger reason replaces a weaker one; of two equal ones the
  /// earlier stays. So the order in which reasons arrive does not matter.
  ///
  /// @param source the provider's event, or the operator
  Suppressed add(String address, Reason reason, String source, Instant at);

  /// Takes an address off the list.
  ///
  /// @param id see {@link Suppressed}
  /// @return what stood there; empty when nothing did
  Optional<Suppressed> remove(String id, String source, Instant at);

  /// Newest first.
  List<Suppressed> list(int limit);

  /// A reader ended a subscription, so that nothing that is still waiting under it is sent, or took
  /// it up again. Of two changes the later one counts, in whatever order they arrive.
  void change(String subscription, boolean ended, Instant at);

  /// Why an address is on the list, weakest first.
  enum Reason {
    BY_HAND,
    BOUNCED,
    COMPLAINED
  }

  /// @param id hash of the address, so that no address stands in an address line or a log
  record Suppressed(String id, String address, Reason reason, String source, Instant at) {

    /// Never the address.
    @Override
    public String toString() {
      return "Suppressed[" + id + ", " + reason + "]";
    }
  }
}
