package openbell.worker.engine.indicator;

/// A number that follows one series: for each bar it is given the series' value and answers with
/// its own.
///
/// It must see every bar from bar 0 on, so that it knows the bar's index without being told.
abstract class Follower extends Memory {

  /// Its value at the next bar, where the series has `x`; `NaN` means "not defined".
  abstract double next(double x);

  @Override
  public void advance(double[][] in, int from, int to, double[][] out) {
    double[] x = in[0];
    double[] y = out[0];
    for (int t = from; t < to; t++) {
      y[t] = next(x[t]);
    }
  }

  @Override
  public Follower copy() {
    return (Follower) super.copy();
  }
}
