package openbell.bench.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.Column;
import org.ta4j.core.AnalysisCriterion;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.analysis.frequency.SamplingFrequency;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.criteria.Annualization;
import org.ta4j.core.criteria.NumberOfBarsCriterion;
import org.ta4j.core.criteria.NumberOfPositionsCriterion;
import org.ta4j.core.criteria.PositionDurationCriterion;
import org.ta4j.core.criteria.PositionsRatioCriterion;
import org.ta4j.core.criteria.ReturnRepresentation;
import org.ta4j.core.criteria.SharpeRatioCriterion;
import org.ta4j.core.criteria.SortinoRatioCriterion;
import org.ta4j.core.criteria.drawdown.MaximumDrawdownCriterion;
import org.ta4j.core.criteria.drawdown.ReturnOverMaxDrawdownCriterion;
import org.ta4j.core.criteria.pnl.NetReturnCriterion;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.NumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/// The crossing of two averages in ta4j, with its quick numbers (`DoubleNum`).
///
/// Its indicators remember what they have computed, so every run makes new ones; the bars are made
/// once. Orders are filled at the next open, as ours are.
final class Ta4j {
  private static final int FAST = 50;
  private static final int SLOW = 200;
  private static final Duration DAY = Duration.ofDays(1);

  private final org.ta4j.core.BarSeries series;

  Ta4j(BarSeries bars) {
    NumFactory numbers = DoubleNumFactory.getInstance();
    this.series = new BaseBarSeriesBuilder().withNumFactory(numbers).build();
    for (int t = 0; t < bars.size(); t++) {
      Instant end = bars.date(t).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      series.addBar(
          new BaseBar(
              DAY,
              end.minus(DAY),
              end,
              numbers.numOf(bars.open()[t]),
              numbers.numOf(bars.column(Column.HIGH)[t]),
              numbers.numOf(bars.column(Column.LOW)[t]),
              numbers.numOf(bars.close()[t]),
              numbers.numOf(bars.column(Column.VOLUME)[t]),
              numbers.zero(),
              0));
    }
  }

  record Outcome(TradingRecord trades, Map<String, Double> figures) {}

  /// One back-test with its figures.
  Outcome run() {
    ClosePriceIndicator close = new ClosePriceIndicator(series);
    SMAIndicator fast = new SMAIndicator(close, FAST);
    SMAIndicator slow = new SMAIndicator(close, SLOW);
    // Unstable bars: ta4j averages what there is, where we wait until the window is full.
    Strategy strategy =
        new BaseStrategy(
            new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), SLOW);
    TradingRecord record =
        new BarSeriesManager(
                series, new ZeroCostModel(), new ZeroCostModel(), new TradeOnNextOpenModel())
            .run(strategy);
    Map<String, Double> figures = new LinkedHashMap<>();
    criteria().forEach((name, one) -> figures.put(name, value(one, record)));
    return new Outcome(record, figures);
  }

  private double value(AnalysisCriterion criterion, TradingRecord record) {
    return criterion.calculate(series, record).doubleValue();
  }

  /// The nine criteria that mean what one of our figures means; see {@link SameResults}.
  private static Map<String, AnalysisCriterion> criteria() {
    Map<String, AnalysisCriterion> all = new LinkedHashMap<>();
    all.put("NumberOfPositions", new NumberOfPositionsCriterion());
    all.put("WinningPositionsRatio", PositionsRatioCriterion.WinningPositionsRatioCriterion());
    all.put("NetReturn", new NetReturnCriterion(ReturnRepresentation.MULTIPLICATIVE));
    all.put("PositionDuration", new PositionDurationCriterion());
    all.put("MaximumDrawdown", new MaximumDrawdownCriterion());
    all.put(
        "ReturnOverMaxDrawdown", new ReturnOverMaxDrawdownCriterion(ReturnRepresentation.DECIMAL));
    all.put(
        "SharpeRatio",
        new SharpeRatioCriterion(0, SamplingFrequency.BAR, Annualization.PERIOD, ZoneOffset.UTC));
    all.put(
        "SortinoRatio",
        new SortinoRatioCriterion(0, SamplingFrequency.BAR, Annualization.PERIOD, ZoneOffset.UTC));
    all.put("NumberOfBars", new NumberOfBarsCriterion());
    return all;
  }
}
