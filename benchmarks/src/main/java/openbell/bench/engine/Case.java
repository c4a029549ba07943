package openbell.bench.engine;

import java.util.List;

/// One line of the table: what is measured, against whom, and what it should be.
///
/// @param ours name of our benchmark method, with its class
/// @param rival name of the rival's method, or empty
/// @param against name of the rival, or empty
/// @param operations portfolios in one call of the method
record Case(
    String title, String ours, String rival, String against, int operations, Pace pace, Goal goal) {

  /// How a method is timed.
  enum Pace {
    /// Short work, called again and again until it is compiled and steady.
    STEADY,
    /// Long work: each call is one sample, after a few that do not count. Heap of at most 1 GiB.
    WHOLE,
    /// As long work, but short: more calls. No two calls do the same.
    DAY
  }

  /// What was promised.
  sealed interface Goal {
    /// The rival's time divided by ours is at least this.
    record TimesAsFast(double least) implements Goal {}

    /// Portfolios per second are at least this.
    record PerSecond(double least) implements Goal {}

    /// One call takes at most this.
    record Milliseconds(double most) implements Goal {}

    /// Measured for information.
    record None() implements Goal {}
  }

  static List<Case> all() {
    // At most 1.1 times TA-Lib's time.
    Goal par = new Goal.TimesAsFast(1 / 1.1);
    return List.of(
        indicator("SMA 20", "sma", new Goal.None()),
        indicator("EMA 20", "ema", new Goal.None()),
        indicator("RSI 14", "rsi", new Goal.None()),
        indicator("ATR 14", "atr", new Goal.None()),
        indicator("MACD 12 26 9", "macd", new Goal.None()),
        indicator("Bollinger 20 2", "bollinger", new Goal.None()),
        indicator("the six together", "six", par),
        new Case(
            "back-test SMA 50/200 with figures",
            "BacktestCases.backtestOurs",
            "BacktestCases.backtestTa4j",
            "ta4j",
            1,
            Pace.STEADY,
            new Goal.TimesAsFast(80)),
        hundred("100 portfolios, nothing shared", "GraphCases.nothingShared"),
        hundred("100 portfolios, cold graph", "GraphCases.coldGraph"),
        hundred("100 portfolios, warm graph", "GraphCases.warmGraph"),
        batch("batch, evaluated", "BatchCases.evaluate", 10_000),
        batch("batch, with documents", "BatchCases.evaluateAndWrite", 2_500),
        new Case(
            "one more day for 10,000 portfolios",
            "DayCases.oneMoreDay",
            "",
            "",
            1,
            Pace.DAY,
            new Goal.Milliseconds(50)));
  }

  private static Case indicator(String title, String method, Goal goal) {
    return new Case(
        title,
        "IndicatorCases." + method + "Ours",
        "IndicatorCases." + method + "TaLib",
        "TA-Lib",
        1,
        Pace.STEADY,
        goal);
  }

  private static Case hundred(String title, String method) {
    return new Case(title, method, "", "", GraphCases.PORTFOLIOS, Pace.STEADY, new Goal.None());
  }

  private static Case batch(String title, String method, double perSecond) {
    return new Case(
        title, method, "", "", BatchCases.PORTFOLIOS, Pace.WHOLE, new Goal.PerSecond(perSecond));
  }
}
