package openbell.worker.run;

import java.util.List;

/// Makes tables of returns for people.
public interface ReturnTables {

  /// One row per year, oldest first.
  ///
  /// @param days epoch days
  /// @param returns change of each day, 0.01 for 1 %
  List<Year> monthly(int[] days, double[] returns);

  /// @param months twelve returns, `NaN` for a month without a day
  record Year(int year, double[] months, double total) {}
}
