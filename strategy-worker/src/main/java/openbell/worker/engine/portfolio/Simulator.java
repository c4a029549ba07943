package openbell.worker.engine.portfolio;

import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// Steps a portfolio over its calendar.
///
/// One bar: waiting orders fill at the open, sells before buys; new money arrives; positions are
/// marked to the close; signals are read at the close; orders are made. An order of the last bar is
/// not filled: it is what the owner would do next. Stretches of days on which nothing waits and
/// nothing can be decided are passed over.
public final class Simulator {
  private final Setting setting;
  private final State state;
  private final Journal journal;
  private final Filler filler;
  private final Inflow inflow;
  private final Desk desk;

  private Simulator(Holdings holdings, State state) {
    this.setting = new Setting(holdings);
    this.state = state;
    this.journal = new Journal(setting, state);
    this.filler = new Filler(setting, state, journal);
    this.inflow = new Inflow(setting, state);
    this.desk =
        setting.plan().sizing() instanceof CapitalPlan.Weights weights
            ? new WeightDesk(setting, state, journal, weights)
            : new SignalDesk(setting, state, journal, inflow);
  }

  /// The whole history.
  ///
  /// @throws FailureException `INVALID_STRATEGY` for weights that name no symbol of the portfolio;
  /// `RUN_TOO_LONG` when the thread is interrupted
  public static Simulation run(Holdings holdings) {
    return advance(holdings, State.start(holdings.capital(), holdings.symbols().size()));
  }

  /// Steps `state` over the days that it has not seen, bit for bit as a whole run would.
  ///
  /// @param holdings those the state was made with, grown by bars at their end and by the days of
  /// these bars
  /// @return what happened from the state's last day on. That day is included because its values
  /// are final only now: with fills at the close its orders are filled as soon as a next day exists
  public static Simulation advance(Holdings holdings, State state) {
    return new Simulator(holdings, state).run();
  }

  private Simulation run() {
    int last = setting.calendar().size() - 1;
    int first = Math.max(0, state.day());
    journal.money(first, inflow.arrivesOn(first));
    while (state.day() < last) {
      checkInterrupt();
      if (state.day() < 0) {
        step(0);
      } else {
        close(state.day());
        step(Math.min(desk.next(state.day()), last));
      }
    }
    journal.finish();
    return new Simulation(setting, state, journal);
  }

  private void step(int i) {
    if (!setting.fillsAtClose()) {
      filler.fill(i, true);
    }
    inflow.arrive(i);
    journal.money(i, inflow.arrivesOn(i));
    desk.decide(i);
    state.reach(i);
  }

  /// Only a day that has a next day is closed.
  private void close(int i) {
    if (setting.fillsAtClose()) {
      filler.fill(i, false);
    }
  }

  private static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw FailureException.of(FailureReason.RUN_TOO_LONG, "the run was stopped");
    }
  }
}
