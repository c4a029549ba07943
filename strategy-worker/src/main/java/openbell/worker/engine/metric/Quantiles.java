package openbell.worker.engine.metric;

import java.util.Arrays;

/// Quantiles with linear interpolation between neighbours, by selection: only one tail of the
/// values is copied, and only its one order statistic is put in place.
final class Quantiles {
  /// Values looked at to guess where a tail ends.
  private static final int SAMPLE = 64;

  /// How much of the sample counts as tail, so that a wrong guess is rare. A tail that is too short
  /// costs time, never digits.
  private static final double SLACK = 2.5;

  private final double[] values;
  private final double[] sample;
  private final double[] tail;

  Quantiles(double[] values) {
    this.values = values;
    this.tail = new double[values.length];
    int step = Math.max(1, values.length / SAMPLE);
    this.sample = new double[(values.length + step - 1) / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = values[i * step];
    }
    Arrays.sort(sample);
  }

  /// @param q 0 to 1; `NaN` for no values
  double at(double q) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double place = q * (values.length - 1);
    int below = (int) Math.floor(place);
    double part = place - below;
    return q <= 0.5 ? low(below, part) : high(below, part);
  }

  private double low(int rank, double part) {
    int guess = (int) (SLACK * sample.length * (rank + 2) / values.length);
    int count = guess < sample.length ? copyUpTo(sample[guess]) : 0;
    if (count < rank + 2) {
      count = copyUpTo(Double.POSITIVE_INFINITY);
    }
    return between(rank, part, count);
  }

  private double high(int rank, double part) {
    int guess = (int) (SLACK * sample.length * (values.length - rank) / values.length);
    int count = guess < sample.length ? copyFrom(sample[sample.length - 1 - guess]) : 0;
    if (count < values.length - rank) {
      count = copyFrom(Double.NEGATIVE_INFINITY);
    }
    return between(rank - (values.length - count), part, count);
  }

  /// Copies without a branch: every value is written, and kept by moving on.
  private int copyUpTo(double bound) {
    int count = 0;
    for (double v : values) {
      tail[count] = v;
      count += v <= bound ? 1 : 0;
    }
    return count;
  }

  private int copyFrom(double bound) {
    int count = 0;
    for (double v : values) {
      tail[count] = v;
      count += v >= bound ? 1 : 0;
    }
    return count;
  }

  private double between(int rank, double part, int count) {
    double below = select(rank, count);
    double above = below;
    if (rank + 1 < count) {
      above = tail[rank + 1];
      for (int i = rank + 2; i < count; i++) {
        above = Math.min(above, tail[i]);
      }
    }
    return below + part * (above - below);
  }

  /// Hoare's selection: puts the value of that rank in its place, none greater before it.
  private double select(int rank, int count) {
    int from = 0;
    int to = count - 1;
    while (from < to) {
      double pivot = tail[(from + to) >>> 1];
      int i = from;
      int j = to;
      while (i <= j) {
        while (tail[i] < pivot) {
          i++;
        }
        while (tail[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = tail[i];
          tail[i++] = tail[j];
          tail[j--] = swapped;
        }
      }
      if (rank <= j) {
        to = j;
      } else if (rank >= i) {
        from = i;
      } else {
        break;
      }
    }
    return tail[rank];
  }
}
