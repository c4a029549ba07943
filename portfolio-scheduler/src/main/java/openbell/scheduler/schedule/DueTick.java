package openbell.scheduler.schedule;

import openbell.model.portfolio.Schedule;

/// A tick whose time has come, and what is to happen to the portfolios that wait for it.
///
/// @param reason a sentence for the owner; empty when the tick fires in time
public record DueTick(Schedule schedule, Tick tick, Verdict verdict, String reason) {
  /// Run the portfolios, or write down that they did not run.
  public enum Verdict {
    FIRE,
    MISS
  }
}
