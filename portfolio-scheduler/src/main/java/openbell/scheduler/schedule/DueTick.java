package openbell.scheduler.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import openbell.model.portfolio.Schedule;
import org.jspecify.annotations.Nullable;

/// A tick whose time has come, and what is to happen to the portfolios that wait for it.
///
/// @param reason a sentence for the owner; empty when the tick fires in time
/// @param deadline a run that ends after it is late
/// @param caughtUp whether the run tells its reader that it comes late
/// @param mergedInto the session whose run stands for this one as well, or null
public record DueTick(
    Schedule schedule,
    Tick tick,
    Verdict verdict,
    String reason,
    Instant deadline,
    boolean caughtUp,
    @Nullable LocalDate mergedInto) {
  /// Run the portfolios, write down that they did not run, that there was nothing to run for, or
  /// that their owner had paused them.
  public enum Verdict {
    FIRE,
    MISS,
    CLOSED,
    PAUSED
  }

  /// A tick that fires now and is in time until `deadline`.
  static DueTick fire(Schedule schedule, Tick tick, String reason, Instant deadline) {
    return new DueTick(schedule, tick, Verdict.FIRE, reason, deadline, false, null);
  }

  /// What this tick is for portfolios that are paused: a closed day stays one.
  DueTick paused() {
    return verdict == Verdict.CLOSED
        ? this
        : new DueTick(
            schedule, tick, Verdict.PAUSED, "The portfolio was paused.", deadline, false, null);
  }

  /// What a run says to its reader.
  ///
  /// @param merged older sessions that it stands for as well, in order
  public List<String> remarks(List<LocalDate> merged) {
    if (!caughtUp) {
      return List.of();
    }
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "Caught up after the scheduler was away; this is the run of %s."
            .formatted(tick.session().date()));
    if (!merged.isEmpty()) {
      remarks.add(
          "It stands for the missed session%s of %s as well."
              .formatted(
                  merged.size() == 1 ? "" : "s",
                  merged.stream().map(LocalDate::toString).collect(Collectors.joining(", "))));
    }
    return remarks;
  }
}
