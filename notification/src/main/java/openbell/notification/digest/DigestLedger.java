package openbell.notification.digest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The digests that are open, beside the send ledger that their items wait in.
///
/// Every operation throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE`
/// when the database does not answer.
public interface DigestLedger {

  /// Ids of open digests whose time has come, the longest due first.
  List<String> due(Instant now, int limit);

  /// Closes a digest in one transaction: its own row, its items and the mail that takes their
  /// place.
  ///
  /// @param decide what becomes of the items that wait
  /// @return empty when it is closed already, or somebody else is at it
  Optional<Closing> close(String id, Instant now, Function<List<HeldItem>, Closing> decide);
}
