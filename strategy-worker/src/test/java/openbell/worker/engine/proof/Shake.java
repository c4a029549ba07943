package openbell.worker.engine.proof;

import java.util.Arrays;
import java.util.List;

/// Finds out how exact a calculated number can be, by calculating it again from shaken inputs.
///
/// Two evaluators add in different orders, so their numbers differ in the last digits: by little,
/// unless the calculation takes the difference of nearly equal numbers, or divides by it. Inputs
/// are
/// shaken by their own doubt and by a share of themselves that is far above rounding and far below
/// what anyone would notice. What the result moves is its doubt.
enum Shake {
  NONE,
  /// Every input is shaken its own way.
  ONE,
  /// The mirror of the first: whichever of two nearly equal numbers is larger in the one, is
  /// smaller
  /// in the other.
  OTHER,
  /// Only today's number is moved, above all that are nearly equal.
  RAISED,
  /// Only today's number is moved, below all that are nearly equal.
  LOWERED;

  /// The draws that find out how exact a calculation is.
  static final List<Shake> OF_CALCULATIONS = List.of(NONE, ONE, OTHER);

  /// The draws that find out how a selection depends on which of two numbers is larger.
  static final List<Shake> OF_SELECTIONS = List.of(values());

  private static final double AWAY = 20;

  /// Far from every honest number, and far from where numbers end.
  private static final double ANYTHING = 1e30;

  /// The input numbers as this draw has them. They are shaken by their own doubt, and by a share of
  /// the largest one so far, because sums that run along remember its rounding.
  ///
  /// @param salt draws of different calculations are not alike
  double[] of(Line.Numbers input, String salt, double exactness) {
    double[] shaken = input.values()[0].clone();
    double largest = 0;
    for (int t = 0; t < shaken.length && (this == ONE || this == OTHER); t++) {
      double value = shaken[t];
      if (input.at(t).open()) {
        // It may be missing, and it may be anything.
        shaken[t] = this == ONE ? Double.NaN : ANYTHING;
      } else if (!Double.isNaN(value)) {
        largest = Math.max(largest, Math.abs(value));
        double room = input.doubts()[0][t] + exactness * largest;
        shaken[t] += room * share(salt.hashCode(), t, value);
      }
    }
    return shaken;
  }

  /// Between -1 and 1.
  private double share(int salt, int t, double value) {
    long mix = (salt * 31L + t) * 0x9E3779B97F4A7C15L + Double.hashCode(value);
    mix = (mix ^ (mix >>> 29)) * 0xBF58476D1CE4E5B9L;
    double share = (mix >> 11) * 0x1p-52;
    return this == ONE ? share : -share;
  }

  /// The past until `t`, with today's number moved if this draw does so.
  double[] until(int t, double[] column, Line.Numbers input) {
    double[] past = Arrays.copyOf(column, t + 1);
    double room = AWAY * input.doubts()[0][t];
    past[t] += this == RAISED ? room : this == LOWERED ? -room : 0;
    return past;
  }

  /// The draws of one result as numbers with doubts.
  ///
  /// @param draws by draw, band and bar; the first is the result
  static Line.Numbers joined(List<String> bands, List<double[][]> draws, double exactness) {
    double[][] values = draws.getFirst();
    double[][] doubts = new double[values.length][values[0].length];
    for (int b = 0; b < values.length; b++) {
      for (int t = 0; t < values[b].length; t++) {
        double size = Double.isNaN(values[b][t]) ? 0 : Math.max(1, Math.abs(values[b][t]));
        double doubt = exactness * size;
        for (double[][] draw : draws) {
          doubt = Math.max(doubt, apart(draw[b][t], values[b][t]));
        }
        doubts[b][t] = doubt;
      }
    }
    return new Line.Numbers(bands, values, doubts);
  }

  private static double apart(double a, double b) {
    if (Double.isNaN(a) && Double.isNaN(b)) {
      return 0;
    }
    double apart = Math.abs(a - b);
    return Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart;
  }
}
