package openbell.worker.engine.metric;

/// Returns against those of a benchmark.
///
/// @param beta `NaN` when the benchmark does not vary
/// @param alpha for a year
/// @param informationRatio for a year; `NaN` when both have the same returns
record Comparison(double beta, double alpha, double informationRatio) {

  static Comparison of(double[] r, double[] b, int barsPerYear) {
    int n = r.length;
    ReturnSums ours = ReturnSums.of(r, 0, n, 0);
    ReturnSums theirs = ReturnSums.of(b, 0, n, 0);
    double mean = ours.mean();
    double other = theirs.mean();
    double covariance = 0;
    double variance = 0;
    double active = 0;
    for (int t = 0; t < n; t++) {
      double d = r[t] - mean;
      double e = b[t] - other;
      covariance += d * e;
      variance += e * e;
      active += (d - e) * (d - e);
    }
    double beta = theirs.deviation() > 0 ? covariance / variance : Double.NaN;
    double deviation = Math.sqrt(active / (n - 1));
    return new Comparison(
        beta,
        (mean - beta * other) * barsPerYear,
        deviation > ReturnSums.NOISE
            ? (mean - other) / deviation * Math.sqrt(barsPerYear)
            : Double.NaN);
  }
}
