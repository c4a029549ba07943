package openbell.scheduler.intake;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.scheduler.dispatch.PortfolioBook;
import openbell.scheduler.dispatch.PortfolioLine;
import openbell.scheduler.dispatch.RunNow;
import openbell.scheduler.limits.OwnerLimits;
import openbell.scheduler.reconcile.RunLedger;
import org.jspecify.annotations.Nullable;

/// From a wish to a run that is on its way, or to a problem.
@Singleton
final class Running {
  private final PortfolioBook book;
  private final RunLedger ledger;
  private final RunNow runNow;
  private final OwnerLimits limits;
  private final OutboxTimer outbox;
  private final Clock clock;

  Running(
      PortfolioBook book,
      RunLedger ledger,
      RunNow runNow,
      OwnerLimits limits,
      OutboxTimer outbox,
      Clock clock) {
    this.book = book;
    this.ledger = ledger;
    this.runNow = runNow;
    this.limits = limits;
    this.outbox = outbox;
    this.clock = clock;
  }

  RunView now(Owner owner, PortfolioId id, @Nullable LocalDate session) {
    PortfolioLine portfolio = book.line(owner, id).orElseThrow(Problems::noPortfolio);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Runnable within = () -> Problems.within(limits.runs(owner, 1, now));
    return switch (runNow.request(portfolio, session, now, within)) {
      case RunNow.Refused refused ->
          throw Problems.invalid(refused.code(), "/session", refused.detail(), "");
      case RunNow.Requested requested -> {
        outbox.soon();
        yield ledger
            .find(owner, requested.run().runId())
            .map(RunView::of)
            .orElseThrow(Problems::noRun);
      }
    };
  }
}
