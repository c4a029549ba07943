package openbell.worker.engine.metric;

/// Return weighted by the distance to steady growth.
///
/// @param line deviation of the curve from its straight line (in logarithms)
/// @param step deviation of each value from the value before it times the growth since the start
/// @param percent yearly growth in percent
record Variability(double line, double step, double percent) {
  private static final double WORST = 0.20;

  /// Bars between two calls of `exp`; in between the factor is multiplied, which loses a digit at
  /// most.
  private static final int EXACT_EVERY = 64;

  static Variability of(Curve curve) {
    double g = Math.log(curve.growth()) / curve.size();
    double[] value = curve.value();
    double[] r = curve.returns();
    double shrink = Math.exp(-g);
    double line = 0;
    double lineSquares = 0;
    double step = 0;
    double stepSquares = 0;
    for (int from = 0; from < value.length; from += EXACT_EVERY) {
      double factor = Math.exp(-g * (from + 1));
      double scale = factor / curve.start();
      int to = Math.min(value.length, from + EXACT_EVERY);
      for (int t = from; t < to; t++) {
        double l = value[t] * scale - 1;
        double s = r[t] * factor + (factor - 1);
        line += l;
        lineSquares += l * l;
        step += s;
        stepSquares += s * s;
        scale *= shrink;
        factor *= shrink;
      }
    }
    int n = value.length;
    return new Variability(
        deviation(line, lineSquares, n),
        deviation(step, stepSquares, n),
        100 * Math.expm1(curve.barsPerYear() * g));
  }

  private static double deviation(double sum, double squares, int n) {
    return Math.sqrt(Math.max(0, squares - sum * sum / n) / (n - 1));
  }

  /// `NaN` when the curve is too far from steady growth.
  double weighted() {
    double share = line / WORST;
    return line < WORST ? percent * (1 - share * share) : Double.NaN;
  }

  /// By steps, as backtrader's analyzer does it.
  double byStep() {
    return percent * (1 - Math.pow(step / 2, 0.2));
  }
}
