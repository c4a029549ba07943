package openbell.worker.engine.proof;

import java.util.List;
import openbell.model.strategy.Params;

/// One indicator as its definition says it: what it is today, given everything until today.
///
/// The production engine fills whole columns in one pass. Here every bar is asked anew and is
/// handed
/// nothing but its past, so that no value can come from a later bar or from a state gone astray.
///
/// @param reads columns it takes from the bars; `COLUMN` stands for `params.column` or the input
///     that replaces it
/// @param bands names of its results
/// @param exactness by which share of its inputs another honest calculation may differ
record Formula(List<String> reads, List<String> bands, double exactness, Today today) {
  static final String COLUMN = "";

  /// Results are selected among the inputs.
  static final double SELECTED = 0;

  /// Far above rounding, far below what anyone would notice.
  static final double CALCULATED = 1e-12;

  /// Who runs along the bars keeps sums of squares, and loses half of the digits in their
  /// difference: what is made of a deviation is exact beside the values, not beside itself.
  static final double DEVIATED = 5e-10;

  /// The results at the last bar of `past`, in the order of the bands.
  interface Today {
    double[] of(double[][] past, Params params);
  }

  /// The one result at the last bar of `x`.
  interface Value {
    double of(double[] x, Params params);
  }

  /// The one result at the last bar of several columns.
  interface Blend {
    double of(double[][] past, Params params);
  }

  static Formula of(List<String> reads, List<String> bands, Today today) {
    return new Formula(reads, bands, CALCULATED, today);
  }

  /// A formula of one series with one result.
  static Formula ofColumn(Value value) {
    return of(List.of(COLUMN), List.of("value"), (past, p) -> new double[] {value.of(past[0], p)});
  }

  /// A formula of several columns with one result.
  static Formula ofColumns(List<String> reads, Blend value) {
    return of(reads, List.of("value"), (past, p) -> new double[] {value.of(past, p)});
  }

  /// The same, exact to another share of its inputs.
  Formula within(double share) {
    return new Formula(reads, bands, share, today);
  }
}
