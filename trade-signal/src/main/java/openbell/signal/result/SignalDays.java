package openbell.signal.result;

import java.util.List;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;

/// The sessions that an owner has signals of.
///
/// Throws {@link openbell.model.run.FailureException} with `DATABASE_UNAVAILABLE` when the database
/// does
/// not answer.
public interface SignalDays {

  /// Newest first.
  List<Session> newest(Owner owner, int limit);
}
