package openbell.model.strategy;

import static openbell.model.strategy.Output.open;
import static openbell.model.strategy.Output.percent;
import static openbell.model.strategy.Output.positive;
import static openbell.model.strategy.ParamSpec.choice;
import static openbell.model.strategy.ParamSpec.flag;
import static openbell.model.strategy.ParamSpec.number;
import static openbell.model.strategy.Specs.bars;
import static openbell.model.strategy.Specs.multiplier;
import static openbell.model.strategy.Specs.period;
import static openbell.model.strategy.Specs.periodOfTwo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import openbell.model.strategy.Output.Unit;
import openbell.model.strategy.Primitive.Gives;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitive.Series;

/// The indicators that the public document form names, and the bands and averages around them. The
/// others are in {@link MoreIndicators}.
final class IndicatorSignatures {
  private static final String VALUE = "value";

  private IndicatorSignatures() {}

  static List<Primitive> all() {
    List<Primitive> all = new ArrayList<>(averages());
    all.addAll(swings());
    all.addAll(changes());
    all.addAll(lines());
    all.addAll(stops());
    all.addAll(channels());
    all.addAll(plainOnes());
    all.addAll(MoreIndicators.all());
    return all;
  }

  private static List<Primitive> averages() {
    return List.of(
        average("SMA", 20, "The plain mean of the window."),
        average("EMA", 20, "A mean that forgets the past by 2/(period+1) per bar."),
        average("WMA", 20, "A mean in which the latest bar weighs most, the oldest least."),
        average("VWMA", 20, "A mean in which bars weigh by their volume."),
        average("TRIMA", 20, "A mean of means: the middle of the window weighs most."),
        reaching("DEMA", List.of(period(20)), "Two EMAs combined so that they lag less."),
        reaching("TEMA", List.of(period(20)), "Three EMAs combined so that they lag less."),
        reaching(
            "T3",
            List.of(
                period(5),
                number("volume_factor", 0, 1).or(0.7).says("0 is an EMA of EMAs, 1 is sharpest.")),
            "Six EMAs combined into a smooth line with little lag."),
        reaching(
            "HMA",
            List.of(periodOfTwo(16)),
            "Hull's average: weighted means that cancel their lag."),
        onColumn(
            "KAMA",
            List.of(period(10), period("fast_period", 2), period("slow_period", 30)),
            "Kaufman's average: quick in a trend, slow in noise.",
            open(VALUE, Unit.AS_INPUT)));
  }

  private static List<Primitive> swings() {
    return List.of(
        onColumn(
            "RSI",
            List.of(period(14)),
            "How much of the recent movement was upward, 0 to 100.",
            percent(VALUE, 0, 100)),
        onColumn(
            "MACD",
            List.of(
                period("fast_period", 12), period("slow_period", 26), period("signal_period", 9)),
            "The distance of a fast from a slow EMA, its own EMA, and the difference of the two.",
            open("macd", Unit.INPUT_DIFFERENCE),
            open("signal", Unit.INPUT_DIFFERENCE),
            open("hist", Unit.INPUT_DIFFERENCE)),
        onBars(
            "ATR",
            List.of(period(14)),
            "How far prices usually move within a bar, gaps included.",
            positive(VALUE, Unit.PRICE_DIFFERENCE)));
  }

  private static List<Primitive> changes() {
    return List.of(
        onColumn(
            "HighestValue",
            "High",
            List.of(period(20)),
            "The largest value of the window.",
            open(VALUE, Unit.AS_INPUT)),
        onColumn(
            "LowestValue",
            "Low",
            List.of(period(20)),
            "The smallest value of the window.",
            open(VALUE, Unit.AS_INPUT)),
        onColumn(
            "PercentFromHighest",
            List.of(period(20)),
            "How far below the highest value of the window, in percent: 0 or negative.",
            percent(VALUE, -100, 0)),
        onColumn(
            "ROC",
            List.of(change()),
            "The change over so many bars, in percent.",
            percent(VALUE, -100, Double.POSITIVE_INFINITY)),
        onColumn(
            "Momentum",
            List.of(change()),
            "The change over so many bars, in units of the input.",
            open(VALUE, Unit.INPUT_DIFFERENCE)));
  }

  private static List<Primitive> lines() {
    return List.of(
        onColumn(
            "BollingerBands",
            List.of(
                period(20),
                number("stddev", 0, 100)
                    .or(2)
                    .aboveZero()
                    .says("How many deviations the bands keep away.")),
            "A mean with bands of so many population deviations around it.",
            open("upper", Unit.BEYOND_INPUT),
            open("middle", Unit.AS_INPUT),
            open("lower", Unit.BEYOND_INPUT),
            open("percent_b", Unit.RATIO),
            open("width", Unit.RATIO)));
  }

  private static List<Primitive> stops() {
    return List.of(
        onBars(
            "ChandelierExit",
            List.of(
                period(22),
                multiplier(3),
                choice("direction", "long", List.of("long", "short"))
                    .says("long hangs below the highest high, short above the lowest low.")),
            "A trailing stop that hangs some average true ranges from the extreme.",
            open(VALUE, Unit.PRICE)));
  }

  private static List<Primitive> channels() {
    return List.of(
        onBars(
            "DonchianChannels",
            List.of(period(20)),
            "The highest high, the lowest low and their middle.",
            positive("upper", Unit.PRICE),
            positive("middle", Unit.PRICE),
            positive("lower", Unit.PRICE)),
        onBars(
            "KeltnerChannels",
            List.of(
                period(20),
                bars("atr_period", 10, 1).says("Bars of the average true range."),
                multiplier(2)),
            "An EMA of the close with bands of some average true ranges around it.",
            open("upper", Unit.PRICE),
            positive("middle", Unit.PRICE),
            open("lower", Unit.PRICE)),
        onBars(
            "SuperTrend",
            List.of(period(10), multiplier(3)),
            "A trailing band that changes sides when the close crosses it.",
            open(VALUE, Unit.PRICE),
            new Output("direction", Unit.RATIO, -1, 1)),
        onBars(
            "ParabolicSAR",
            List.of(
                number("step", 0, 1).or(0.02).aboveZero().says("Acceleration per new extreme."),
                number("max", 0, 1).or(0.2).aboveZero().says("Largest acceleration.")),
            "A trailing stop that accelerates towards the price and then changes sides.",
            open(VALUE, Unit.PRICE)));
  }

  private static List<Primitive> plainOnes() {
    return List.of(
        new Primitive(
            "Constant",
            Kind.INDICATOR,
            "The same number on every bar.",
            List.of(
                number("value", -Specs.LARGEST_NUMBER, Specs.LARGEST_NUMBER)
                    .demanded()
                    .says("The number."),
                Specs.LAG),
            0,
            0,
            Series.NUMBER,
            List.of(open(VALUE, Unit.PLAIN)),
            Gives.NUMBER),
        onColumn(
            "Lag",
            List.of(bars("periods", 1, 1).says("How many bars back.")),
            "The value of some bars ago.",
            open(VALUE, Unit.AS_INPUT)),
        onColumn(
            "Rank",
            List.of(flag("descending", true).says("true: the largest value has rank 1.")),
            "The place of this symbol among the symbols of the portfolio that day, 1 is best.",
            new Output(VALUE, Unit.COUNT, 1, EngineLimits.SYMBOLS)));
  }

  private static ParamSpec change() {
    return bars("period", 10, 1).says("Bars between the two values.");
  }

  private static Primitive average(String name, int period, String summary) {
    return onColumn(name, List.of(period(period)), summary, open(VALUE, Unit.AS_INPUT));
  }

  private static Primitive reaching(String name, List<ParamSpec> params, String summary) {
    return onColumn(name, params, summary, open(VALUE, Unit.BEYOND_INPUT));
  }

  static Primitive onColumn(
      String name, List<ParamSpec> params, String summary, Output... outputs) {
    return onColumn(name, "Close", params, summary, outputs);
  }

  /// An indicator of one series: a column of the own bars, or one numeric input.
  private static Primitive onColumn(
      String name, String column, List<ParamSpec> own, String summary, Output... outputs) {
    List<ParamSpec> params = new ArrayList<>(own);
    params.add(Specs.column("column", column));
    params.add(Specs.LAG);
    return new Primitive(
        name, Kind.INDICATOR, summary, params, 0, 1, Series.NUMBER, List.of(outputs), Gives.NUMBER);
  }

  /// An indicator of several columns of the own bars.
  static Primitive onBars(String name, List<ParamSpec> own, String summary, Output... outputs) {
    List<ParamSpec> params = new ArrayList<>(own);
    Collections.addAll(params, Specs.LAG);
    return new Primitive(
        name, Kind.INDICATOR, summary, params, 0, 0, Series.NUMBER, List.of(outputs), Gives.NUMBER);
  }
}
