package openbell.worker.engine;

import java.util.List;
import openbell.worker.engine.plan.Evaluation;
import openbell.worker.engine.portfolio.Calendar;
import openbell.worker.engine.portfolio.Holdings;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.portfolio.Simulator;
import openbell.worker.engine.portfolio.State;

/// One portfolio between two days: what it reads, and where it stands.
final class LivePortfolio implements LivePortfolios.Warm {
  private final long first;
  private Holdings holdings;
  private State state;

  LivePortfolio(Holdings holdings) {
    this.first = holdings.definition().startDate().toEpochDay();
    this.holdings = holdings;
    this.state = fresh(holdings);
    Simulator.advance(holdings, state);
  }

  private static State fresh(Holdings holdings) {
    return State.start(holdings.capital(), holdings.symbols().size());
  }

  Calendar calendar() {
    return holdings.calendar();
  }

  /// The calendar with the new days of the portfolio's symbols.
  Calendar grownCalendar() {
    return calendar().grown(holdings.symbols().stream().map(Evaluation::bars).toList());
  }

  /// Steps over the days that the calendar has gained.
  Simulation advance(Calendar grown) {
    holdings = on(grown);
    return Simulator.advance(holdings, state);
  }

  /// True when bars that had been known have changed for any step of the portfolio.
  boolean restated() {
    return holdings.symbols().stream().anyMatch(Evaluation::restated);
  }

  /// True when a symbol has a new bar on a day that the portfolio has already passed.
  boolean isLate() {
    Calendar calendar = holdings.calendar();
    int last = calendar.size() - 1;
    List<Evaluation> symbols = holdings.symbols();
    for (int s = 0; s < symbols.size(); s++) {
      int known = symbols.get(s).bars().lastAtOrBefore(calendar.day(last));
      if (known != calendar.asOf(s, last)) {
        return true;
      }
    }
    return false;
  }

  /// Begins at the first day again.
  Simulation restart() {
    List<Evaluation> symbols = holdings.symbols();
    holdings = on(Calendar.union(symbols.stream().map(Evaluation::bars).toList(), first));
    state = fresh(holdings);
    return Simulator.advance(holdings, state);
  }

  private Holdings on(Calendar calendar) {
    return new Holdings(
        holdings.definition(),
        holdings.capital(),
        calendar,
        holdings.symbols(),
        holdings.buy(),
        holdings.sell(),
        holdings.rank(),
        holdings.targetWeight());
  }
}
