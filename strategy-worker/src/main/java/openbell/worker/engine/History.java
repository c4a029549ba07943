package openbell.worker.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest.BarsUsed;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.plan.Plan;
import openbell.worker.engine.portfolio.Calendar;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.engine.series.Fingerprint;

/// Chooses the bars a run works on: from the warm-up before the start date to the last day it may
/// know.
final class History {
  private static final int LEAST_WARMUP = 250;
  private static final int WARMUP_PERIODS = 5;

  private final PortfolioDefinition definition;
  private final BarSet bars;
  private final Plan plan;
  private final long first;
  private final long last;
  private final Map<String, BarSeries> used = new LinkedHashMap<>();

  History(PortfolioDefinition definition, BarSet bars, Plan plan, LocalDate asOf) {
    this.definition = definition;
    this.bars = bars;
    this.plan = plan;
    LocalDate end = definition.endDate();
    this.first = definition.startDate().toEpochDay();
    this.last = Math.min(asOf.toEpochDay(), end == null ? Long.MAX_VALUE : end.toEpochDay());
  }

  /// The bars of the universe, in declared order.
  List<BarSeries> universe() {
    List<BarSeries> all = new ArrayList<>();
    for (Instrument instrument : definition.universe()) {
      all.add(known(instrument.symbol()));
    }
    if (definition.execution().calendar() == Execution.Alignment.INTERSECTION) {
      int[] common = Calendar.commonDays(all);
      all.replaceAll(series -> series.onDays(common));
    }
    all.replaceAll(this::warmed);
    for (BarSeries series : all) {
      check(series);
      used.put(series.symbol(), series);
    }
    return all;
  }

  /// The bars of the other symbols that the strategy reads.
  BarSet joined() {
    List<BarSeries> all = new ArrayList<>();
    for (String symbol : plan.joinedSymbols()) {
      BarSeries series = warmed(known(symbol));
      if (plan.readsRangeOf(symbol)) {
        BarRefusals.checkRange(series);
      }
      used.putIfAbsent(symbol, series);
      all.add(series);
    }
    return BarSet.of(all);
  }

  /// The bars of a symbol that is only compared with.
  BarSeries benchmark(String symbol) {
    BarSeries series = warmed(known(symbol));
    used.putIfAbsent(symbol, series);
    return series;
  }

  /// Everything that was handed out, for the manifest.
  List<BarsUsed> used() {
    List<BarsUsed> all = new ArrayList<>();
    for (BarSeries series : used.values()) {
      if (series.size() > 0) {
        all.add(
            new BarsUsed(
                series.symbol(),
                series.date(0),
                series.date(series.size() - 1),
                series.size(),
                series.sha256()));
      }
    }
    return all;
  }

  static String hash(List<BarsUsed> used) {
    Fingerprint fingerprint = new Fingerprint();
    used.forEach(one -> fingerprint.add(one.symbol()).add(one.sha256()));
    return fingerprint.hex();
  }

  private BarSeries known(String symbol) {
    BarSeries series = bars.find(symbol).orElseThrow(() -> insufficient(symbol, 1, 0));
    BarSeries known = series.slice(0, series.lastAtOrBefore(last) + 1);
    BarRefusals.checkPrices(known);
    return known;
  }

  private BarSeries warmed(BarSeries series) {
    Integer asked = definition.execution().warmupBars();
    int start = series.firstAtOrAfter(first);
    if (asked != null) {
      return series.slice(Math.max(0, start - asked), series.size());
    }
    int warmup = Math.max(LEAST_WARMUP, WARMUP_PERIODS * plan.longestPeriod());
    int from = Math.max(0, start - warmup);
    return from == series.size()
        ? series.slice(from, from)
        : series.slice(series.firstAtOrAfter(halfDecade(series.date(from))), series.size());
  }

  /// Warm-ups begin at the start of a half decade, so that portfolios that differ a little in their
  /// periods or start dates see the same bars and share what is computed from them.
  private static long halfDecade(LocalDate day) {
    return LocalDate.of(day.getYear() - Math.floorMod(day.getYear(), 5), 1, 1).toEpochDay();
  }

  private void check(BarSeries series) {
    HistoryLints.warmup(plan, series)
        .ifPresent(
            finding -> {
              throw FailureException.of(
                  FailureReason.INSUFFICIENT_HISTORY, finding.message() + ": " + finding.hint());
            });
    if (series.firstAtOrAfter(first) == series.size()) {
      throw FailureException.of(
          FailureReason.INSUFFICIENT_HISTORY,
          series.symbol() + " needs a bar on or after " + definition.startDate() + ", found none");
    }
    if (plan.readsOwnRange()) {
      BarRefusals.checkRange(series);
    }
  }

  private static FailureException insufficient(String symbol, int needed, int found) {
    return FailureException.of(
        FailureReason.INSUFFICIENT_HISTORY,
        symbol + " needs " + needed + (needed == 1 ? " bar" : " bars") + ", found " + found);
  }
}
