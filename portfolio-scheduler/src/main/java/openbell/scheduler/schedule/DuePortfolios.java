package openbell.scheduler.schedule;

import java.util.List;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;

/// Turns (tick, portfolios) into the runs that are to be requested. Pure.
public final class DuePortfolios {
  private DuePortfolios() {}

  /// One run per portfolio, in the same order; the same arguments name the same runs.
  public static List<RunRef> runs(Tick tick, List<DuePortfolio> portfolios) {
    return portfolios.stream()
        .map(
            portfolio ->
                RunRef.of(
                    portfolio.owner(),
                    portfolio.id(),
                    tick.session(),
                    tick.asOf(),
                    portfolio.configHash(),
                    1,
                    Purpose.SCHEDULED))
        .toList();
  }
}
