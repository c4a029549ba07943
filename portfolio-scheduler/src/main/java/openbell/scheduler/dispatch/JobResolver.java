package openbell.scheduler.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import openbell.model.message.RunJob;
import openbell.model.portfolio.Portfolio;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.RunRef;
import openbell.scheduler.calendar.CalendarDay;
import openbell.scheduler.calendar.SessionHours;
import openbell.scheduler.calendar.TradingCalendar;
import openbell.scheduler.ownbars.SymbolsRead;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.schedule.Tick;
import org.jspecify.annotations.Nullable;

/// Turns ids into a snapshot: after it, nobody looks the portfolio up again.
public final class JobResolver {
  private final PortfolioBook book;
  private final UploadLedger uploads;
  private final Duration finishWithin;

  /// @param finishWithin when the result should be there, counted from dispatch
  public JobResolver(PortfolioBook book, UploadLedger uploads, Duration finishWithin) {
    this.book = book;
    this.uploads = uploads;
    this.finishWithin = finishWithin;
  }

  /// @param remarks sentences for the reader of the result
  /// @throws FailureException with `PORTFOLIO_GONE` when it was deleted or changed since
  public RunJob resolve(RunRef run, List<String> remarks, Instant now) {
    Portfolio portfolio =
        book.find(run.owner(), run.portfolio())
            .orElseThrow(() -> gone("The portfolio was deleted before its run could start."));
    if (!portfolio.configHash().equals(run.configHash())) {
      throw gone("The portfolio was changed after this run was requested.");
    }
    return new RunJob(
        run,
        portfolio.definition(),
        now.plus(finishWithin),
        nextClose(run.session().market(), now),
        null,
        SymbolsRead.own(uploads, run.owner(), portfolio.definition()),
        null,
        remarks);
  }

  /// When the exchange closes next: until then no newer daily bar can exist.
  private static @Nullable Instant nextClose(String market, Instant now) {
    Optional<TradingCalendar> calendar = TradingCalendar.of(market);
    Optional<SessionHours> closed = calendar.flatMap(known -> Tick.lastClosed(known, now));
    return calendar.isPresent()
            && closed.isPresent()
            && calendar.get().next(closed.get().session().date())
                instanceof CalendarDay.Trading next
        ? next.hours().close()
        : null;
  }

  private static FailureException gone(String detail) {
    return FailureException.of(FailureReason.PORTFOLIO_GONE, detail);
  }
}
