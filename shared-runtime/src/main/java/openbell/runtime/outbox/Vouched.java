package openbell.runtime.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openbell.runtime.outbox.Outbox.Pending;

/// Messages of an {@link Outbox} that were sent and are still answered for.
public interface Vouched {

  /// Messages that were sent longer than `patience` ago and are still answered for, at most
  /// `limit`. What is handed out here is handed out again only after `patience`.
  List<Pending> unsettled(Instant now, Duration patience, int limit);

  /// Drops rows whose readers have done their part.
  void settled(List<Long> ids);

  /// Makes rows pending again.
  void lost(List<Long> ids);
}
