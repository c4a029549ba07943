package openbell.worker.engine.proof;

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
  ONE,
  OTHER;

  private static final double SHARE = 1e-12;

  /// Far from every honest number, and far from where numbers end.
  private static final double ANYTHING = 1e30;

  /// The input numbers as this draw has them.
  ///
  /// @param salt draws of different calculations are not alike
  /// @param selects true: the calculation only selects, which adds no doubt
  double[] of(Line.Numbers input, String salt, boolean selects) {
    double[] shaken = input.values()[0].clone();
    for (int t = 0; t < shaken.length && this != NONE; t++) {
      double value = shaken[t];
      double doubt = input.doubts()[0][t];
      if (Double.isInfinite(doubt)) {
        // It may be missing, and it may be anything.
        shaken[t] = this == ONE ? Double.NaN : ANYTHING;
      } else {
        double room = doubt + (selects ? 0 : SHARE * Math.abs(value));
        shaken[t] += room * share(salt.hashCode(), t, value);
      }
    }
    return shaken;
  }

  /// Between -1 and 1, and the one draw is the other's mirror: whichever of two nearly equal
  /// numbers
  /// is larger in the one, is smaller in the other.
  private double share(int salt, int t, double value) {
    long mix = (salt * 31L + t) * 0x9E3779B97F4A7C15L + Double.hashCode(value);
    mix = (mix ^ (mix >>> 29)) * 0xBF58476D1CE4E5B9L;
    double share = (mix >> 11) * 0x1p-52;
    return this == ONE ? share : -share;
  }

  /// The draws of one result as numbers with doubts.
  ///
  /// @param draws by draw, band and bar; the first is the result
  static Line.Numbers joined(List<String> bands, List<double[][]> draws, boolean selects) {
    double[][] values = draws.getFirst();
    double[][] doubts = new double[values.length][values[0].length];
    for (int b = 0; b < values.length; b++) {
      for (int t = 0; t < values[b].length; t++) {
        boolean calculated = !selects && !Double.isNaN(values[b][t]);
        double doubt = calculated ? SHARE * Math.max(1, Math.abs(values[b][t])) : 0;
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
