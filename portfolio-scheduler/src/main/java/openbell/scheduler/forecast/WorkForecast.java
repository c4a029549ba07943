package openbell.scheduler.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import openbell.model.message.ExpectedBatch;
import openbell.model.message.WorkExpected;
import openbell.runtime.channel.Outlet;
import openbell.scheduler.schedule.CalendarSource;
import org.jspecify.annotations.Nullable;

/// Tells what the schedules will ask for: when it changed, and now and then again, so that whoever
/// missed it hears of it.
///
/// Every scheduler tells; they say the same, and the later one counts.
public final class WorkForecast {
  private final ScheduleBook book;
  private final CalendarSource calendars;
  private final ExpectedBatches batches;
  private final Outlet<WorkExpected> outlet;
  private final Duration again;
  private @Nullable WorkExpected told;

  /// @param again how long what was told stands when it does not change
  public WorkForecast(
      ScheduleBook book,
      CalendarSource calendars,
      ExpectedBatches batches,
      Outlet<WorkExpected> outlet,
      Duration again) {
    this.book = book;
    this.calendars = calendars;
    this.batches = batches;
    this.outlet = outlet;
    this.again = again;
  }

  /// @return whether something was told
  /// @throws openbell.model.run.FailureException when the schedules cannot be read, or the message
  /// cannot be sent; the next look tries again
  public synchronized boolean look(Instant now) {
    List<ExpectedBatch> expected =
        batches.of(book.all(ExpectedBatch.MOST_GROUPS), calendars.now(), now);
    WorkExpected before = told;
    if (before != null
        && before.batches().equals(expected)
        && now.isBefore(before.known().plus(again))) {
      return false;
    }
    WorkExpected message = new WorkExpected(now, expected);
    outlet.send(message);
    told = message;
    return true;
  }
}
