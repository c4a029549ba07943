package openbell.scheduler.dispatch;

import java.time.Duration;
import java.time.Instant;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Portfolio;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;

/// Turns ids into a snapshot: after it, nobody looks the portfolio up again.
public final class JobResolver {
  private final PortfolioBook book;
  private final Duration finishWithin;

  /// @param finishWithin when the result should be there, counted from dispatch
  public JobResolver(PortfolioBook book, Duration finishWithin) {
    this.book = book;
    this.finishWithin = finishWithin;
  }

  /// @throws FailureException with `PORTFOLIO_GONE` when it was deleted or changed since
  public RunJob resolve(RunRef run, Instant now) {
    Portfolio portfolio =
        book.find(run.owner(), run.portfolio())
            .orElseThrow(() -> gone("The portfolio was deleted before its run could start."));
    if (!portfolio.configHash().equals(run.configHash())) {
      throw gone("The portfolio was changed after this run was requested.");
    }
    return new RunJob(run, portfolio.definition(), now.plus(finishWithin));
  }

  private static FailureException gone(String detail) {
    return FailureException.of(FailureReason.PORTFOLIO_GONE, detail);
  }
}
