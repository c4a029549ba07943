package openbell.scheduler.live;

import java.time.Instant;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.Purpose;
import openbell.model.run.RunId;
import openbell.runtime.live.Stage;

/// One line of the stored log.
///
/// @param seq grows from line to line, over all runs of everybody
public record LogLine(
    long seq,
    Owner owner,
    RunId run,
    PortfolioId portfolio,
    Session session,
    Purpose purpose,
    Stage stage,
    int attempt,
    Instant at,
    String detail) {

  /// Whether nothing but more mails about the run can follow.
  public boolean ends() {
    return stage == Stage.MAILED
        || stage == Stage.FAILED
        || (stage == Stage.STORED && purpose == Purpose.PREVIEW);
  }
}
