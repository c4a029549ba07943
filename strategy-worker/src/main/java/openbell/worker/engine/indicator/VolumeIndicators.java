package openbell.worker.engine.indicator;

import static openbell.worker.engine.indicator.Signature.period;

import java.util.List;
import openbell.model.strategy.Params;
import openbell.worker.engine.indicator.Window.Mean;
import openbell.worker.engine.series.Column;

/// Indicators that weigh moves with the volume behind them.
final class VolumeIndicators {
  private static final Column[] ALL = {Column.HIGH, Column.LOW, Column.CLOSE, Column.VOLUME};

  private VolumeIndicators() {}

  static List<Indicator> all() {
    return List.of(onBalance(), moneyFlow(), accumulation(), oscillator());
  }

  private static Indicator onBalance() {
    return Signature.of("OBV")
        .reads(Column.CLOSE, Column.VOLUME)
        .formula(
            "starts with the first volume, then adds the volume of a bar that closed higher and "
                + "takes away that of one that closed lower (J. Granville, 1963; TA-Lib)")
        .by(_ -> new OnBalance());
  }

  private static final class OnBalance extends Memory {
    private double sum;
    private double closeBefore = Double.NaN;

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      for (int t = from; t < to; t++) {
        double close = in[0][t];
        double volume = in[1][t];
        if (Double.isNaN(close + volume)) {
          out[0][t] = Double.NaN;
          continue;
        }
        sum += volume * (Double.isNaN(closeBefore) ? 1 : Math.signum(close - closeBefore));
        closeBefore = close;
        out[0][t] = sum;
      }
    }
  }

  private static Indicator moneyFlow() {
    return Signature.of("MFI")
        .reads(ALL)
        .period(14)
        .firstAtPeriod(0)
        .formula(
            "100 p / (p + n), 0 to 100; p and n are sums of (H + L + C)/3 V over the bars of the "
                + "last `period` whose (H + L + C)/3 rose and fell (G. Quong, A. Soudack, 1989)")
        .by(
            params ->
                new Composed(
                    VolumeIndicators::moneyFlow,
                    new Mean(period(params)),
                    new Mean(period(params))));
  }

  private static void moneyFlow(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    Mean ups = (Mean) parts[0];
    Mean downs = (Mean) parts[1];
    for (int t = from; t < to; t++) {
      double price = Windows.typical(in, t);
      double rise = t == 0 ? Double.NaN : price - Windows.typical(in, t - 1);
      double flow = price * in[3][t] + 0 * rise;
      double up = ups.next(rise <= 0 ? 0 * flow : flow);
      double down = downs.next(rise >= 0 ? 0 * flow : flow);
      out[0][t] = 100 * Windows.ratio(up, up + down);
    }
  }

  private static Indicator accumulation() {
    return Signature.of("ChaikinAD")
        .reads(ALL)
        .formula(
            "running sum of V ((C - L) - (H - C)) / (H - L); a bar without range adds nothing "
                + "(M. Chaikin; TA-Lib)")
        .by(_ -> new Accumulation());
  }

  /// The running sum of close locations weighed with volume.
  private static final class Accumulation extends Memory {
    private double sum;

    @Override
    public void advance(double[][] in, int from, int to, double[][] out) {
      for (int t = from; t < to; t++) {
        out[0][t] = next(in[0][t], in[1][t], in[2][t], in[3][t]);
      }
    }

    private double next(double high, double low, double close, double volume) {
      double range = high - low;
      double added = ((close - low) - (high - close)) / range * volume;
      if (range == 0 && !Double.isNaN(close + volume)) {
        return sum;
      }
      if (Double.isNaN(added)) {
        return Double.NaN;
      }
      sum += added;
      return sum;
    }
  }

  private static Indicator oscillator() {
    return Signature.of("ChaikinOscillator")
        .reads(ALL)
        .period("fast_period", 3)
        .period("slow_period", 10)
        .first(
            params ->
                Math.max(params.integer("fast_period", 1), params.integer("slow_period", 1)) - 1)
        .formula(
            "fast - slow exponential mean of ChaikinAD, both started with its first value and "
                + "shown once the longer period is over (M. Chaikin; TA-Lib)")
        .by(VolumeIndicators::oscillator);
  }

  private static Pass oscillator(Params params) {
    int fast = params.integer("fast_period", 1);
    int slow = params.integer("slow_period", 1);
    return new Composed(
        VolumeIndicators::oscillator,
        new Accumulation(),
        new Started(fast, Math.max(fast, slow)),
        new Started(slow, Math.max(fast, slow)));
  }

  private static void oscillator(Memory[] parts, double[][] in, int from, int to, double[][] out) {
    parts[0].advance(in, from, to, out);
    Started fast = (Started) parts[1];
    Started slow = (Started) parts[2];
    for (int t = from; t < to; t++) {
      out[0][t] = fast.next(out[0][t]) - slow.next(out[0][t]);
    }
  }

  /// Exponential mean that starts with the first value and is kept back for a while.
  private static final class Started extends Follower {
    private final double k;
    private final int shownAfter;
    private double e;
    private int seen;

    Started(int n, int shownAfter) {
      this.k = 2.0 / (n + 1);
      this.shownAfter = shownAfter;
    }

    @Override
    double next(double x) {
      if (Double.isNaN(x)) {
        return x;
      }
      e = seen == 0 ? x : e + k * (x - e);
      seen += seen < shownAfter ? 1 : 0;
      return seen < shownAfter ? Double.NaN : e;
    }
  }
}
