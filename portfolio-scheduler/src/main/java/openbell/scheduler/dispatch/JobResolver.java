package openbell.scheduler.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import openbell.model.calendar.CalendarDay;
import openbell.model.calendar.Calendars;
import openbell.model.calendar.SessionHours;
import openbell.model.calendar.TradingCalendar;
import openbell.model.message.RunJob;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.Schedule;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.scheduler.ownbars.SymbolsRead;
import openbell.scheduler.ownbars.UploadLedger;
import openbell.scheduler.schedule.CalendarSource;
import openbell.scheduler.schedule.Tick;
import org.jspecify.annotations.Nullable;

/// Turns ids into a snapshot: after it, nobody looks the portfolio up again.
///
/// A run keeps the strategy that it was asked for with, even when the portfolio was edited before
/// its job was made.
public final class JobResolver {
  private final RunDefinitions definitions;
  private final RecordedJobs recorded;
  private final UploadLedger uploads;
  private final Duration finishWithin;
  private final CalendarSource calendars;

  /// @param recorded goes before the portfolio as it is now
  /// @param finishWithin when the result should be there, counted from dispatch
  public JobResolver(
      RunDefinitions definitions,
      RecordedJobs recorded,
      UploadLedger uploads,
      Duration finishWithin,
      CalendarSource calendars) {
    this.definitions = definitions;
    this.recorded = recorded;
    this.uploads = uploads;
    this.calendars = calendars;
    this.finishWithin = finishWithin;
  }

  /// @param remarks sentences for the reader of the result
  /// @throws FailureException with `PORTFOLIO_GONE` when it was deleted since
  public RunJob resolve(RunRef run, List<String> remarks, Instant now) {
    return recorded
        .job(run, now.plus(finishWithin))
        .orElseGet(() -> ofPortfolio(run, remarks, now));
  }

  private RunJob ofPortfolio(RunRef run, List<String> remarks, Instant now) {
    PortfolioDefinition definition =
        definitions
            .of(run)
            .orElseThrow(() -> gone("The portfolio was deleted before its run could start."));
    Calendars snapshot = calendars.now();
    return new RunJob(
        run,
        definition,
        now.plus(finishWithin),
        nextClose(snapshot, run.session().market(), now),
        snapshot.version(),
        SymbolsRead.own(uploads, run.owner(), definition),
        null,
        remarks);
  }

  /// How long a job waits so that the runs of one moment do not all start at once: a scheduled run
  /// starts at its own moment within the spread, the same whenever it is asked for.
  public Duration delay(RunJob job, Instant now) {
    Schedule schedule = job.definition().schedule();
    if (job.run().purpose() != Purpose.SCHEDULED || schedule.width().isZero()) {
      return Duration.ZERO;
    }
    Duration share = Spread.share(job.run().portfolio(), schedule.width());
    return calendars
        .now()
        .find(schedule.calendar())
        .flatMap(calendar -> dueAt(calendar, schedule, job.run().session().date()))
        .map(dueAt -> Duration.between(now, dueAt.plus(share)))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  private static Optional<Instant> dueAt(
      TradingCalendar calendar, Schedule schedule, LocalDate session) {
    return calendar.day(session) instanceof CalendarDay.Trading trading
        ? Tick.of(calendar, schedule, trading.hours()).map(Tick::dueAt)
        : Optional.empty();
  }

  /// When the exchange closes next: until then no newer daily bar can exist.
  private static @Nullable Instant nextClose(Calendars snapshot, String market, Instant now) {
    Optional<TradingCalendar> calendar = snapshot.find(market);
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
