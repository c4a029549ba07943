package openbell.worker.engine.indicator;

/// Difference of two exponential means, its exponential mean, and the distance of the two.
///
/// Both means are seeded at the same bar, the first that the longer one can have: the shorter one's
/// seed is the mean of the last `fast` values there.
final class Macd extends Memory {
  private final int fast;
  private final int slow;
  private final int signal;
  private final double fastK;
  private final double slowK;
  private final double signalK;
  private double fastMean;
  private double slowMean;
  private double signalMean;
  private int seen;

  Macd(int one, int other, int signal) {
    this.fast = Math.min(one, other);
    this.slow = Math.max(one, other);
    this.signal = signal;
    this.fastK = 2.0 / (fast + 1);
    this.slowK = 2.0 / (slow + 1);
    this.signalK = 2.0 / (signal + 1);
  }

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    double[] x = in[0];
    int t = from;
    for (; t < to && seen < slow + signal - 1; t++) {
      warmUp(x[t], t, out);
    }
    run(x, t, to, out);
  }

  private void warmUp(double v, int t, double[][] out) {
    double macd = Double.isNaN(v) ? Double.NaN : difference(v);
    double mean = Double.isNaN(macd) ? Double.NaN : signal(macd);
    out[0][t] = macd;
    out[1][t] = mean;
    out[2][t] = macd - mean;
  }

  private double difference(double v) {
    seen++;
    if (seen > slow) {
      fastMean += fastK * (v - fastMean);
      slowMean += slowK * (v - slowMean);
      return fastMean - slowMean;
    }
    fastMean += seen > slow - fast ? v : 0;
    slowMean += v;
    if (seen < slow) {
      return Double.NaN;
    }
    fastMean /= fast;
    slowMean /= slow;
    return fastMean - slowMean;
  }

  private double signal(double macd) {
    signalMean += macd;
    if (seen < slow + signal - 1) {
      return Double.NaN;
    }
    signalMean /= signal;
    return signalMean;
  }

  private void run(double[] x, int from, int to, double[][] out) {
    double[] macds = out[0];
    double[] signals = out[1];
    double[] distances = out[2];
    double quick = fastMean;
    double steady = slowMean;
    double mean = signalMean;
    for (int t = from; t < to; t++) {
      double v = x[t];
      if (Double.isNaN(v)) {
        macds[t] = v;
        signals[t] = v;
        distances[t] = v;
        continue;
      }
      quick += fastK * (v - quick);
      steady += slowK * (v - steady);
      double macd = quick - steady;
      mean += signalK * (macd - mean);
      macds[t] = macd;
      signals[t] = mean;
      distances[t] = macd - mean;
    }
    fastMean = quick;
    slowMean = steady;
    signalMean = mean;
  }
}
