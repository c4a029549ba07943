package openbell.worker.engine.indicator;

import java.util.Arrays;

/// The last `n` values of a series and what is summed over them.
///
/// Sums move with the window and are summed anew on every bar whose index is a multiple of
/// {@link #RESUM_EVERY}, and whenever the window is complete again after a missing value: rounding
/// cannot pile up. A window of equal values is known as such, so that its mean is exactly that
/// value and its deviation exactly zero.
abstract class Window extends Follower {
  /// A power of two.
  static final int RESUM_EVERY = 1_024;

  final int n;
  double sum;
  private double[] ring;
  private int oldest;
  private int missing;
  private int equal;
  private int bar;

  Window(int n) {
    this.n = n;
    this.ring = new double[n];
    this.missing = n;
    Arrays.fill(ring, Double.NaN);
  }

  @Override
  final double next(double x) {
    double dropped = ring[oldest];
    equal = x == ring[oldest == 0 ? n - 1 : oldest - 1] ? equal + 1 : 1;
    ring[oldest] = x;
    oldest = oldest + 1 == n ? 0 : oldest + 1;
    boolean wasComplete = missing == 0;
    missing += (Double.isNaN(x) ? 1 : 0) - (Double.isNaN(dropped) ? 1 : 0);
    boolean due = (bar++ & (RESUM_EVERY - 1)) == 0;
    if (missing > 0) {
      return Double.NaN;
    }
    if (wasComplete && !due) {
      move(x, dropped);
    } else {
      resum();
    }
    return value(x);
  }

  /// Takes `added` in and lets `dropped` go; {@link #sum} is moved here.
  abstract void move(double added, double dropped);

  /// Sums the complete window anew.
  abstract void resum();

  /// The value of the complete window whose newest value is `x`.
  abstract double value(double x);

  /// True when all values of the window are the same.
  final boolean isConstant() {
    return equal >= n;
  }

  /// The values of the window, 0 is the oldest.
  final double get(int index) {
    int at = oldest + index;
    return ring[at >= n ? at - n : at];
  }

  @Override
  public Window copy() {
    Window copy = (Window) super.copy();
    copy.ring = ring.clone();
    return copy;
  }

  /// Sum of the last `n` values.
  static class Sum extends Window {
    Sum(int n) {
      super(n);
    }

    @Override
    void move(double added, double dropped) {
      sum += added - dropped;
    }

    @Override
    void resum() {
      sum = 0;
      for (int i = 0; i < n; i++) {
        sum += get(i);
      }
    }

    @Override
    double value(double x) {
      return isConstant() ? n * x : sum;
    }
  }

  /// Mean of the last `n` values.
  static final class Mean extends Sum {
    Mean(int n) {
      super(n);
    }

    @Override
    double value(double x) {
      return isConstant() ? x : sum / n;
    }
  }

  /// Mean with the weights 1 (oldest) to `n` (newest), and the straight line of least squares,
  /// which
  /// follows from the same two sums.
  static class Weighted extends Window {
    private double weighted;

    Weighted(int n) {
      super(n);
    }

    @Override
    void move(double added, double dropped) {
      weighted += n * added - sum;
      sum += added - dropped;
    }

    @Override
    void resum() {
      sum = 0;
      weighted = 0;
      for (int i = 0; i < n; i++) {
        sum += get(i);
        weighted += (i + 1) * get(i);
      }
    }

    @Override
    double value(double x) {
      return isConstant() ? x : weighted / (0.5 * n * (n + 1));
    }

    /// Rise of the line from one bar to the next; `NaN` for a single value.
    final double slope() {
      double half = 0.5 * (n + 1);
      return isConstant() && n > 1 ? 0 : (weighted - half * sum) / (n * (n * (double) n - 1) / 12);
    }
  }

  /// Rise of the line of least squares from one bar to the next.
  static final class Slope extends Weighted {
    Slope(int n) {
      super(n);
    }

    @Override
    double value(double x) {
      return slope();
    }
  }

  /// Value at the newest bar of the line of least squares.
  static final class LineEnd extends Weighted {
    LineEnd(int n) {
      super(n);
    }

    @Override
    double value(double x) {
      return isConstant() ? x : sum / n + slope() * 0.5 * (n - 1);
    }
  }
}
