package openbell.worker.engine.indicator;

import static openbell.worker.engine.indicator.Signature.period;

import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Averages.Exponential;
import openbell.worker.engine.indicator.Window.Mean;
import openbell.worker.engine.series.Column;

/// Indicators that measure how fast a series moves.
final class MomentumIndicators {
  private MomentumIndicators() {}

  static List<Indicator> all() {
    return List.of(
        rsi(), stochRsi(), cmo(), macd(), ppo(), rateOfChange(), momentum(), trix(), aroon());
  }

  private static Indicator rsi() {
    return Signature.of("RSI")
        .chosen(Column.CLOSE)
        .period(14)
        .firstAtPeriod(0)
        .formula(
            "100 g / (g + l), 0 to 100; g and l start with the mean gain and loss of the first "
                + "`period` changes, then `g += (gain - g) / period`; undefined while nothing "
                + "changed (J. W. Wilder, 1978)")
        .by(params -> new Wilder.Rsi(period(params)));
  }

  private static Indicator stochRsi() {
    return Signature.of("StochRSI")
        .reads(Column.CLOSE)
        .period("rsi", 14)
        .period("period", 14)
        .first(params -> params.integer("rsi", 1) + period(params) - 1)
        .formula(
            "100 (r - lowest) / (highest - lowest) of the last `period` values of r = RSI(`rsi`), "
                + "0 to 100 (T. Chande, S. Kroll, 1994; not smoothed)")
        .by(
            params ->
                new Composed(
                    MomentumIndicators::placeOfRsi,
                    new Wilder.Rsi(params.integer("rsi", 1)),
                    new Extreme(period(params), 1),
                    new Extreme(period(params), -1)));
  }

  private static void placeOfRsi(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    parts[0].advance(in, from, to, out);
    Extreme high = (Extreme) parts[1];
    Extreme low = (Extreme) parts[2];
    double[] y = out[0];
    for (int t = from; t < to; t++) {
      double rsi = y[t];
      double bottom = low.next(rsi);
      y[t] = 100 * Windows.ratio(rsi - bottom, high.next(rsi) - bottom);
    }
  }

  private static Indicator cmo() {
    return Signature.of("CMO")
        .chosen(Column.CLOSE)
        .period(14)
        .firstAtPeriod(0)
        .formula(
            "100 (g - l) / (g + l), -100 to 100, with the gain g and loss l of RSI (T. Chande, "
                + "1994, smoothed as Wilder does: TA-Lib)")
        .by(params -> new Composed(MomentumIndicators::balance, new Wilder.Rsi(period(params))));
  }

  private static void balance(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    parts[0].advance(in, from, to, out);
    for (int t = from; t < to; t++) {
      out[0][t] = 2 * out[0][t] - 100;
    }
  }

  private static Indicator macd() {
    return Signature.of("MACD")
        .outputs("macd", "signal", "hist")
        .chosen(Column.CLOSE)
        .period("fast_period", 12)
        .period("slow_period", 26)
        .period("signal_period", 9)
        .first(params -> slower(params) + params.integer("signal_period", 1) - 2)
        .formula(
            "macd = EMA(fast) - EMA(slow), both started at bar slow_period - 1 (the fast one with "
                + "the mean of its last values there), signal = EMA of macd, hist = macd - signal; "
                + "macd from bar slow_period - 1; the periods change places when fast is the "
                + "longer (G. Appel, 1979; TA-Lib)")
        .by(
            params ->
                new Macd(
                    params.integer("fast_period", 1),
                    params.integer("slow_period", 1),
                    params.integer("signal_period", 1)));
  }

  private static int slower(Params params) {
    return Math.max(params.integer("fast_period", 1), params.integer("slow_period", 1));
  }

  private static int faster(Params params) {
    return Math.min(params.integer("fast_period", 1), params.integer("slow_period", 1));
  }

  private static Indicator ppo() {
    return Signature.of("PPO")
        .chosen(Column.CLOSE)
        .period("fast_period", 12)
        .period("slow_period", 26)
        .with("method", "exponential")
        .first(params -> slower(params) - 1)
        .formula(
            "100 (fast - slow) / slow, in percent; the two means are EMAs with `method` exponential, "
                + "each started by itself, and SMAs with simple (G. Appel; TA-Lib)")
        .by(MomentumIndicators::ppo);
  }

  private static Pass ppo(Params params) {
    if (params.text("method", "exponential").equals("simple")) {
      return new Composed(
          MomentumIndicators::simplePpo, new Mean(faster(params)), new Mean(slower(params)));
    }
    return new Composed(
        MomentumIndicators::exponentialPpo,
        new Exponential(faster(params)),
        new Exponential(slower(params)));
  }

  private static void simplePpo(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Mean fast = (Mean) parts[0];
    Mean slow = (Mean) parts[1];
    for (int t = from; t < to; t++) {
      double base = slow.next(in[0][t]);
      out[0][t] = 100 * Windows.ratio(fast.next(in[0][t]) - base, base);
    }
  }

  private static void exponentialPpo(
      Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Exponential fast = (Exponential) parts[0];
    Exponential slow = (Exponential) parts[1];
    for (int t = from; t < to; t++) {
      double base = slow.next(in[0][t]);
      out[0][t] = 100 * Windows.ratio(fast.next(in[0][t]) - base, base);
    }
  }

  private static Indicator rateOfChange() {
    return Signature.of("ROC")
        .chosen(Column.CLOSE)
        .period(10)
        .firstAtPeriod(0)
        .formula("100 (x / x[t-period] - 1), in percent")
        .by(params -> Windows.rateOfChange(period(params)));
  }

  private static Indicator momentum() {
    return Signature.of("Momentum")
        .chosen(Column.CLOSE)
        .period(10)
        .firstAtPeriod(0)
        .formula("x - x[t-period]")
        .by(params -> Windows.difference(period(params)));
  }

  private static Indicator trix() {
    return Signature.of("TRIX")
        .chosen(Column.CLOSE)
        .period(15)
        .first(params -> 3 * (period(params) - 1) + 1)
        .formula(
            "change of E3 from bar to bar in percent; E3 is the EMA of the EMA of the EMA "
                + "(J. Hutson, 1983)")
        .by(params -> new Composed(MomentumIndicators::trix, chainAndLast(params)));
  }

  private static Memory[] chainAndLast(Params params) {
    Memory[] chain = MeanIndicators.chain(params, 3);
    return new Memory[] {chain[0], chain[1], chain[2], new Rise()};
  }

  private static void trix(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Exponential one = (Exponential) parts[0];
    Exponential two = (Exponential) parts[1];
    Exponential three = (Exponential) parts[2];
    Rise rise = (Rise) parts[3];
    for (int t = from; t < to; t++) {
      out[0][t] = 100 * rise.next(three.next(two.next(one.next(in[0][t]))));
    }
  }

  /// Simple return against the last value that was defined.
  static final class Rise extends Follower {
    private double last = Double.NaN;

    @Override
    double next(double x) {
      if (Double.isNaN(x)) {
        return x;
      }
      double before = last;
      last = x;
      return before == 0 ? Double.NaN : x / before - 1;
    }
  }

  private static Indicator aroon() {
    return Signature.of("Aroon")
        .outputs("up", "down", "oscillator")
        .reads(Column.HIGH, Column.LOW)
        .period(14)
        .firstAtPeriod(0)
        .formula(
            "100 (period - bars since the extreme) / period, 0 to 100, over the last period + 1 "
                + "highs (up) and lows (down), the latest of equal ones counts; oscillator = up - "
                + "down, -100 to 100 (T. Chande, 1995)")
        .by(params -> new Aroon(period(params)));
  }
}
