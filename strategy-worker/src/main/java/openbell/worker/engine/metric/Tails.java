package openbell.worker.engine.metric;

import java.util.Arrays;

/// The lowest and the highest values of a series, without sorting all of them: a sample says where
/// a tail ends, one pass copies it, and a selection puts single values of it in place.
final class Tails {
  private static final double SHARE = 0.05;

  /// Values looked at to guess where a tail ends.
  private static final int SAMPLE = 64;

  /// How much of the sample counts as tail, so that a wrong guess is rare. A tail that is too short
  /// costs time, never digits.
  private static final double SLACK = 2.2;

  private final double[] values;
  private final double[] low;
  private final double[] high;
  private final double bound;

  /// @param values at least one
  Tails(double[] values) {
    this.values = values;
    int needed = Math.min(values.length, (int) (SHARE * (values.length - 1)) + 2);
    double[] sample = sample(values);
    int guess = Math.min(sample.length - 1, (int) (SLACK * SHARE * sample.length));
    double[] tail = new double[values.length];
    int count = copyUpTo(sample[guess], values, tail);
    this.bound = count < needed ? Double.POSITIVE_INFINITY : sample[guess];
    this.low = count < needed ? values.clone() : Arrays.copyOf(tail, count);
    count = copyFrom(sample[sample.length - 1 - guess], values, tail);
    this.high = count < needed ? values.clone() : Arrays.copyOf(tail, count);
  }

  private static double[] sample(double[] values) {
    int step = Math.max(1, values.length / SAMPLE);
    double[] sample = new double[(values.length + step - 1) / step];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = values[i * step];
    }
    Arrays.sort(sample);
    return sample;
  }

  /// Copies without a branch: every value is written, and kept by moving on.
  private static int copyUpTo(double bound, double[] values, double[] tail) {
    int count = 0;
    for (double v : values) {
      tail[count] = v;
      count += v <= bound ? 1 : 0;
    }
    return count;
  }

  private static int copyFrom(double bound, double[] values, double[] tail) {
    int count = 0;
    for (double v : values) {
      tail[count] = v;
      count += v >= bound ? 1 : 0;
    }
    return count;
  }

  double least() {
    return Arrays.stream(low).min().orElse(Double.NaN);
  }

  double greatest() {
    return Arrays.stream(high).max().orElse(Double.NaN);
  }

  /// The 5 % quantile, linear between neighbours.
  double lowQuantile() {
    double place = SHARE * (values.length - 1);
    return between((int) place, place - (int) place, low);
  }

  /// The 95 % quantile, linear between neighbours.
  double highQuantile() {
    double place = (1 - SHARE) * (values.length - 1);
    int missing = values.length - high.length;
    return between((int) place - missing, place - (int) place, high);
  }

  /// Mean of the values below a number; `NaN` when there is none.
  double meanBelow(double number) {
    double sum = 0;
    int count = 0;
    for (double v : number <= bound ? low : values) {
      if (v < number) {
        sum += v;
        count++;
      }
    }
    return sum / count;
  }

  private static double between(int rank, double part, double[] tail) {
    double below = select(rank, tail);
    double above = rank + 1 < tail.length ? Double.POSITIVE_INFINITY : below;
    for (int i = rank + 1; i < tail.length; i++) {
      above = Math.min(above, tail[i]);
    }
    return below + part * (above - below);
  }

  /// Hoare's selection: puts the value of that rank in its place, none greater before it.
  private static double select(int rank, double[] tail) {
    int from = 0;
    int to = tail.length - 1;
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
