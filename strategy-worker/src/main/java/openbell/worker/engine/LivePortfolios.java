package openbell.worker.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.plan.LiveNodes;
import openbell.worker.engine.portfolio.Calendar;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;

/// Portfolios that are kept warm: one more day costs one step per distinct node and one per
/// portfolio, and gives the bits that a whole run would give.
///
/// Of each portfolio only its state is kept, not its history. For one thread at a time.
public final class LivePortfolios {
  /// A portfolio between two days.
  sealed interface Warm permits LivePortfolio, RerunPortfolio {}

  private final LiveNodes nodes = new LiveNodes();
  private final Engine engine = new Engine(nodes);
  private final List<Warm> portfolios = new ArrayList<>();
  // Portfolios over the same bars share the calendar, so that it grows once for all of them.
  private final Map<List<Object>, Calendar> calendars = new HashMap<>();

  /// Runs the portfolio over its whole history and keeps where it stands.
  ///
  /// Two kinds are run anew every day, because a new bar can change their past: those whose symbols
  /// are cut to common days, and those that read a symbol without any bar so far.
  ///
  /// @return its index
  /// @throws openbell.model.run.FailureException as {@link Engine#run} does
  public int add(PortfolioDefinition definition, BarSet bars, LocalDate asOf) {
    portfolios.add(
        keepsItsPast(definition, bars, asOf)
            ? new LivePortfolio(engine.holdings(definition, bars, asOf, this::calendar))
            : new RerunPortfolio(definition, bars, asOf));
    return portfolios.size() - 1;
  }

  private static boolean keepsItsPast(PortfolioDefinition definition, BarSet bars, LocalDate asOf) {
    return definition.execution().calendar() == Execution.Alignment.UNION
        && Engine.symbols(definition).stream()
            .allMatch(
                symbol ->
                    bars.find(symbol)
                        .map(series -> series.lastAtOrBefore(asOf.toEpochDay()) >= 0)
                        .orElse(false));
  }

  private Calendar calendar(List<BarSeries> universe, long first) {
    List<Object> key = new ArrayList<>(universe);
    key.add(first);
    return calendars.computeIfAbsent(key, _ -> Calendar.union(universe, first));
  }

  public int size() {
    return portfolios.size();
  }

  /// Distinct nodes of all portfolios.
  public int nodes() {
    return nodes.size();
  }

  /// Moves all portfolios on.
  ///
  /// @param bars of every symbol that any portfolio reads: what was known and the new days. Where
  /// earlier bars have changed or come late, the portfolios that read them are run anew
  /// @return what happened since, one per portfolio, by index; it begins at the last day that had
  /// been known
  public List<Simulation> advance(BarSet bars) {
    calendars.clear();
    Map<BarSeries, BarSeries> grown = new HashMap<>();
    boolean restated = nodes.grow(before -> grown.computeIfAbsent(before, one -> grow(one, bars)));
    Map<Calendar, Calendar> longer = new HashMap<>();
    List<Simulation> all = new ArrayList<>(portfolios.size());
    for (Warm portfolio : portfolios) {
      all.add(
          switch (portfolio) {
            case RerunPortfolio rerun -> rerun.on(bars);
            case LivePortfolio live when (restated && live.restated()) || live.isLate() ->
                live.restart();
            case LivePortfolio live ->
                live.advance(longer.computeIfAbsent(live.calendar(), _ -> live.grownCalendar()));
          });
    }
    return all;
  }

  /// The same first day, up to the newest bar.
  private static BarSeries grow(BarSeries before, BarSet bars) {
    return bars.find(before.symbol())
        .map(now -> now.slice(now.firstAtOrAfter(before.days()[0]), now.size()))
        .orElse(before);
  }
}
