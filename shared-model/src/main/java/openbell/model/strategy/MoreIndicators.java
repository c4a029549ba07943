package openbell.model.strategy;

import static openbell.model.strategy.IndicatorSignatures.onBars;
import static openbell.model.strategy.IndicatorSignatures.onColumn;
import static openbell.model.strategy.Output.open;
import static openbell.model.strategy.Output.percent;
import static openbell.model.strategy.Output.positive;
import static openbell.model.strategy.ParamSpec.choice;
import static openbell.model.strategy.ParamSpec.number;
import static openbell.model.strategy.Specs.bars;
import static openbell.model.strategy.Specs.period;
import static openbell.model.strategy.Specs.periodOfTwo;

import java.util.ArrayList;
import java.util.List;
import openbell.model.strategy.Output.Unit;

/// Oscillators, volume and statistics.
final class MoreIndicators {
  private static final String VALUE = "value";

  private MoreIndicators() {}

  static List<Primitive> all() {
    List<Primitive> all = new ArrayList<>(oscillators());
    all.addAll(placesInARange());
    all.addAll(pressures());
    all.addAll(ofColumn());
    all.addAll(volume());
    all.addAll(statistics());
    all.addAll(fits());
    return all;
  }

  private static List<Primitive> oscillators() {
    return List.of(
        onBars(
            "TrueRange",
            List.of(),
            "How far prices moved within the bar, the gap before it included.",
            positive(VALUE, Unit.PRICE_DIFFERENCE)),
        onBars(
            "NATR",
            List.of(period(14)),
            "The average true range in percent of the close.",
            percent(VALUE, 0, Double.POSITIVE_INFINITY)),
        onBars(
            "ADX",
            List.of(periodOfTwo(14)),
            "The strength of a trend, and the strength of its two directions, 0 to 100.",
            percent("adx", 0, 100),
            percent("plus_di", 0, 100),
            percent("minus_di", 0, 100)));
  }

  private static List<Primitive> placesInARange() {
    return List.of(
        onBars(
            "Stochastic",
            List.of(
                period("k", 14),
                period("k_slow", 3).says("Bars over which k is smoothed."),
                period("d", 3).says("Bars over which d is smoothed.")),
            "Where the close lies in the range of the window, 0 to 100, and its mean.",
            percent("k", 0, 100),
            percent("d", 0, 100)),
        onBars(
            "StochRSI",
            List.of(period("rsi", 14).says("Bars of the RSI."), period(14)),
            "Where the RSI lies in its own range of the window, 0 to 100.",
            percent(VALUE, 0, 100)),
        onBars(
            "CCI",
            List.of(periodOfTwo(20)),
            "How far the typical price is from its mean, in units of its usual deviation.",
            open(VALUE, Unit.RATIO)),
        onBars(
            "WilliamsR",
            List.of(period(14)),
            "Where the close lies in the range of the window, -100 (low) to 0 (high).",
            percent(VALUE, -100, 0)));
  }

  private static List<Primitive> pressures() {
    return List.of(
        onBars(
            "UltimateOscillator",
            List.of(
                period("short_period", 7), period("medium_period", 14), period("long_period", 28)),
            "Buying pressure over three windows, 0 to 100.",
            percent(VALUE, 0, 100)),
        onBars(
            "BOP",
            List.of(),
            "The body of the bar as a fraction of its range, -1 to 1.",
            new Output(VALUE, Unit.RATIO, -1, 1)),
        onBars(
            "Aroon",
            List.of(period(14)),
            "How recent the extremes of the window are, 0 to 100, and their difference.",
            percent("up", 0, 100),
            percent("down", 0, 100),
            percent("oscillator", -100, 100)));
  }

  private static List<Primitive> ofColumn() {
    return List.of(
        onColumn(
            "TRIX",
            List.of(period(15)),
            "The change of a triple EMA from bar to bar, in percent.",
            open(VALUE, Unit.PERCENT)),
        onColumn(
            "PPO",
            List.of(
                period("fast_period", 12),
                period("slow_period", 26),
                choice("method", "exponential", List.of("exponential", "simple"))
                    .says("Which mean is used.")),
            "The distance of a fast from a slow mean, in percent of the slow one.",
            open(VALUE, Unit.PERCENT)),
        onColumn(
            "CMO",
            List.of(period(14)),
            "Upward minus downward movement in percent of both, -100 to 100.",
            percent(VALUE, -100, 100)));
  }

  private static List<Primitive> volume() {
    return List.of(
        onBars(
            "MFI",
            List.of(period(14)),
            "How much of the money flow was upward, 0 to 100.",
            percent(VALUE, 0, 100)),
        onBars(
            "OBV",
            List.of(),
            "Volume added on rising and taken off on falling closes.",
            open(VALUE, Unit.VOLUME)),
        onBars(
            "ChaikinAD",
            List.of(),
            "Volume added up by where in its range each bar closed.",
            open(VALUE, Unit.VOLUME)),
        onBars(
            "ChaikinOscillator",
            List.of(period("fast_period", 3), period("slow_period", 10)),
            "The distance of a fast from a slow EMA of ChaikinAD.",
            open(VALUE, Unit.VOLUME)));
  }

  private static List<Primitive> statistics() {
    return List.of(
        onColumn(
            "StdDev",
            List.of(period(20), Specs.DDOF),
            "The standard deviation of the window.",
            positive(VALUE, Unit.INPUT_DIFFERENCE)),
        onColumn(
            "Variance",
            List.of(period(20), Specs.DDOF),
            "The variance of the window.",
            positive(VALUE, Unit.PLAIN)),
        onColumn(
            "ZScore",
            List.of(periodOfTwo(20), Specs.DDOF),
            "How many deviations the value is from the mean of the window.",
            open(VALUE, Unit.RATIO)),
        onColumn(
            "Volatility",
            List.of(
                bars("period", 20, 2).says("Returns in the window."),
                number("annualise", 0, Specs.LARGEST_YEAR)
                    .or(252)
                    .aboveZero()
                    .says("Bars of a year; 1 leaves the figure per bar.")),
            "The sample deviation of simple returns, annualised, in percent.",
            percent(VALUE, 0, Double.POSITIVE_INFINITY)));
  }

  private static List<Primitive> fits() {
    return List.of(
        onColumn(
            "PercentRank",
            List.of(period(252)),
            "How many percent of the window lie below the value, 0 to 100.",
            percent(VALUE, 0, 100)),
        onColumn(
            "LinReg",
            List.of(periodOfTwo(14)),
            "The end of the straight line that fits the window best.",
            open(VALUE, Unit.BEYOND_INPUT)),
        onColumn(
            "LinRegSlope",
            List.of(periodOfTwo(14)),
            "The rise per bar of the straight line that fits the window best.",
            open(VALUE, Unit.INPUT_DIFFERENCE)));
  }
}
