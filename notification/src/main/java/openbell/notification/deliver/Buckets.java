package openbell.notification.deliver;

import java.time.Instant;
import java.util.function.UnaryOperator;

/// Where all notifiers keep the {@link Bucket} of a channel.
///
/// Both throw {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE` when the
/// database does not answer; nothing was changed then.
public interface Buckets {

  /// The bucket as it stands; a fresh one when there is none yet.
  Bucket look(String channel, Instant now);

  /// Changes it in one transaction that nobody else's change overlaps.
  ///
  /// @param change may be asked again; without effects of its own
  /// @return as it was before and as it is now
  Changed change(String channel, Instant now, UnaryOperator<Bucket> change);

  /// @param before as the change found it
  record Changed(Bucket before, Bucket after) {}
}
