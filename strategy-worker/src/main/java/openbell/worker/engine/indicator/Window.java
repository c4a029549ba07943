package openbell.worker.engine.indicator;

import java.util.Arrays;

/// The last `n` values of a series, for what is summed or sorted over them.
///
/// Sums move with the window and are formed anew on every bar whose index is a multiple of
/// {@link #ANEW_EVERY}, and whenever the window is complete again after a missing value: rounding
/// cannot pile up. A window of equal values is known as such, so that its mean is exactly that
/// value and its deviation exactly zero.
abstract class Window extends Follower {
  /// A power of two.
  static final int ANEW_EVERY = 1_024;

  /// Squares that shrank to this share of what they were are summed anew: what is left of them
  /// would carry the rounding of the large ones.
  static final double SHRUNK = 1e-4;

  final int n;
  private double[] ring;
  private double dropped;
  private boolean anew;
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

  /// Lets `x` in and the oldest value go; true when the window is complete now.
  final boolean push(double x) {
    int at = oldest;
    double gone = ring[at];
    equal = x == ring[at == 0 ? n - 1 : at - 1] ? equal + 1 : 1;
    ring[at] = x;
    oldest = at + 1 == n ? 0 : at + 1;
    anew = missing > 0 || (bar & (ANEW_EVERY - 1)) == 0;
    bar++;
    dropped = gone;
    if (Double.isNaN(x)) {
      missing = n;
    } else if (missing > 0) {
      missing--;
    }
    return missing == 0;
  }

  /// True when no value of the window is missing.
  final boolean isComplete() {
    return missing == 0;
  }

  /// True when the window did not just move on, so that sums must be formed anew.
  final boolean isAnew() {
    return anew;
  }

  /// The value that {@link #push} let go.
  final double dropped() {
    return dropped;
  }

  /// True when all values of the window are the same.
  final boolean isConstant() {
    return equal >= n;
  }

  /// The values of the window, 0 is the oldest.
  final double get(int index) {
    int at = oldest + index;
    return ring[at >= n ? at - n : at];
  }

  final double summed() {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += get(i);
    }
    return sum;
  }

  /// Sum of the distances of the window's values from `middle`.
  final double distances(double middle) {
    double sum = 0;
    for (double value : ring) {
      sum += Math.abs(value - middle);
    }
    return sum;
  }

  @Override
  public Window copy() {
    Window copy = (Window) super.copy();
    copy.ring = ring.clone();
    return copy;
  }

  /// Mean of the last `n` values.
  static final class Mean extends Window {
    private double sum;

    Mean(int n) {
      super(n);
    }

    @Override
    double next(double x) {
      if (!push(x)) {
        return Double.NaN;
      }
      sum = isAnew() ? summed() : sum + (x - dropped());
      return isConstant() ? x : sum / n;
    }
  }

  /// Mean with the weights 1 (oldest) to `n` (newest), and the straight line of least squares,
  /// which
  /// follows from the same two sums.
  static final class Weighted extends Window {
    private double sum;
    private double weighted;

    Weighted(int n) {
      super(n);
    }

    @Override
    double next(double x) {
      if (!push(x)) {
        return Double.NaN;
      }
      if (isAnew()) {
        sumAnew();
      } else {
        weighted += n * x - sum;
        sum += x - dropped();
      }
      return isConstant() ? x : weighted / (0.5 * n * (n + 1));
    }

    private void sumAnew() {
      sum = summed();
      weighted = 0;
      for (int i = 0; i < n; i++) {
        weighted += (i + 1) * get(i);
      }
    }

    /// Rise of the line from one bar to the next; `NaN` for a single value.
    double slope() {
      double half = 0.5 * (n + 1);
      return isConstant() && n > 1 ? 0 : (weighted - half * sum) / (n * (n * (double) n - 1) / 12);
    }

    /// Value of the line at the newest bar.
    double lineEnd() {
      return isConstant() ? get(n - 1) : sum / n + slope() * 0.5 * (n - 1);
    }
  }

  /// Mean, and the sum of squared distances from it.
  ///
  /// The squares move with the window without large numbers that cancel: replacing `b` by `a`
  /// changes them by `(a - b) (a - newMean + b - oldMean)`.
  static final class Spread extends Window {
    private final double ddof;
    private double sum;
    private double mean;
    private double squares;
    private double mostSquares;

    /// @param ddof what the number of values is lessened by before the squares are divided by it
    Spread(int n, double ddof) {
      super(n);
      this.ddof = ddof;
    }

    @Override
    double next(double x) {
      if (!push(x)) {
        return Double.NaN;
      }
      if (isAnew()) {
        sumAnew();
      } else {
        double before = mean;
        double by = x - dropped();
        sum += by;
        mean = sum / n;
        squares += by * (x - mean + dropped() - before);
        if (squares > mostSquares) {
          mostSquares = squares;
        } else if (squares < SHRUNK * mostSquares) {
          sumAnew();
        }
      }
      return mean;
    }

    private void sumAnew() {
      sum = summed();
      mean = sum / n;
      squares = 0;
      for (int i = 0; i < n; i++) {
        double distance = get(i) - mean;
        squares += distance * distance;
      }
      mostSquares = squares;
    }

    /// Mean squared distance, `NaN` while the window is not complete.
    double variance() {
      if (!isComplete() || n <= ddof) {
        return Double.NaN;
      }
      return isConstant() ? 0 : Math.max(0, squares) / (n - ddof);
    }
  }

  /// How many of the last `n` values lie below the newest, in percent; equal ones, itself
  /// included, count half and half a value is added.
  static final class Rank extends Window {
    private double[] sorted;

    Rank(int n) {
      super(n);
      this.sorted = new double[n];
    }

    @Override
    double next(double x) {
      if (!push(x)) {
        return Double.NaN;
      }
      int less = isAnew() ? sortAnew(x) : replace(dropped(), x);
      int equal = 1;
      while (less + equal < n && sorted[less + equal] == x) {
        equal++;
      }
      return 100 * (less + 0.5 * (equal + 1)) / n;
    }

    private int sortAnew(double newest) {
      for (int i = 0; i < n; i++) {
        sorted[i] = get(i);
      }
      Arrays.sort(sorted);
      return below(newest);
    }

    /// Answers with the first place of `added`.
    private int replace(double old, double added) {
      int from = below(old);
      int to = below(added);
      if (to > from) {
        to--;
        System.arraycopy(sorted, from + 1, sorted, from, to - from);
      } else {
        System.arraycopy(sorted, to, sorted, to + 1, from - to);
      }
      sorted[to] = added;
      return to;
    }

    private int below(double x) {
      int low = 0;
      int high = n;
      while (low < high) {
        int middle = (low + high) >>> 1;
        boolean less = sorted[middle] < x;
        low = less ? middle + 1 : low;
        high = less ? high : middle;
      }
      return low;
    }

    @Override
    public Window copy() {
      Rank copy = (Rank) super.copy();
      copy.sorted = sorted.clone();
      return copy;
    }
  }
}
