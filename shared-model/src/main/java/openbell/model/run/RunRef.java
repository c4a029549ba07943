package openbell.model.run;

import java.time.LocalDate;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;

/// What every message about a run carries, so that nobody looks anything up by guessing.
///
/// @param session the trading day the run belongs to
/// @param asOf the last closed session the run may know about
/// @param configHash the strategy version that runs
/// @param revision 1 for the first run, one more for each correction
public record RunRef(
    Owner owner,
    PortfolioId portfolio,
    RunId runId,
    Session session,
    LocalDate asOf,
    String configHash,
    int revision,
    Purpose purpose) {

  public RunRef {
    if (revision < 1) {
      throw new IllegalArgumentException("revision counts from 1, was " + revision);
    }
  }

  /// A reference whose run id is derived from the other parts.
  public static RunRef of(
      Owner owner,
      PortfolioId portfolio,
      Session session,
      LocalDate asOf,
      String configHash,
      int revision,
      Purpose purpose) {
    RunId id = RunId.of(portfolio, asOf, configHash, revision, purpose);
    return new RunRef(owner, portfolio, id, session, asOf, configHash, revision, purpose);
  }
}
