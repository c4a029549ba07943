package openbell.worker.engine.proof;

import java.util.List;

/// The values of one node on the bars of one symbol.
sealed interface Line {

  /// One or more series of numbers.
  ///
  /// @param bands names of the series; the first is meant when none is named
  /// @param values by band and bar
  /// @param doubts by band and bar, as {@link Doubtful} has them
  record Numbers(List<String> bands, double[][] values, double[][] doubts) implements Line {
    static Numbers of(double[] values, double[] doubts) {
      return new Numbers(List.of("value"), new double[][] {values}, new double[][] {doubts});
    }

    /// Numbers that nobody calculated.
    static Numbers exact(double[] values) {
      return of(values, new double[values.length]);
    }

    int size() {
      return values[0].length;
    }

    /// The value of the first band; before the first bar there is none.
    Doubtful at(int t) {
      return t < 0 ? Doubtful.MISSING : new Doubtful(values[0][t], doubts[0][t]);
    }

    Numbers band(String band) {
      int at = bands.indexOf(band);
      if (at < 0) {
        throw new IllegalArgumentException("the reference has no band " + band + " among " + bands);
      }
      return of(values[at], doubts[at]);
    }

    /// The same values `lag` bars later.
    Numbers delayed(int lag) {
      double[][] later = new double[values.length][];
      double[][] doubtsLater = new double[values.length][];
      for (int b = 0; b < later.length; b++) {
        later[b] = Past.missing(size());
        doubtsLater[b] = new double[size()];
        for (int t = lag; t < size(); t++) {
          later[b][t] = values[b][t - lag];
          doubtsLater[b][t] = doubts[b][t - lag];
        }
      }
      return new Numbers(bands, later, doubtsLater);
    }
  }

  /// A signal.
  record Truths(List<Truth> values) implements Line {}

  /// A signal used as a number is 1 for true, 0 for false and missing when it is undefined.
  default Numbers asNumbers() {
    return switch (this) {
      case Numbers numbers -> numbers;
      case Truths(List<Truth> truths) ->
          Numbers.of(
              truths.stream().mapToDouble(Truth::asNumber).toArray(),
              truths.stream()
                  .mapToDouble(one -> one == Truth.OPEN ? Double.POSITIVE_INFINITY : 0)
                  .toArray());
    };
  }
}
