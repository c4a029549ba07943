package openbell.worker.engine.metric;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import openbell.model.artifact.RunArtifact.YearReturns;

/// Where the calendar months and years of a run begin, and what they earned.
final class Months {
  private static final int SHORTEST_MONTH = 28;
  private static final int STRIDE = 16;

  private final int[] first;
  private final int[] month;
  private int count;

  /// @param days epoch days, ascending
  Months(int[] days) {
    int most = Math.min(days.length, (days[days.length - 1] - days[0]) / SHORTEST_MONTH + 2);
    first = new int[most];
    month = new int[most];
    long next = Long.MIN_VALUE;
    for (int t = 0; t < days.length; t++) {
      // Most months have more bars than this.
      if (t + STRIDE < days.length && days[t + STRIDE] < next) {
        t += STRIDE;
      }
      if (days[t] >= next) {
        LocalDate date = LocalDate.ofEpochDay(days[t]);
        first[count] = t;
        month[count++] = date.getYear() * 12 + date.getMonthValue() - 1;
        next = (long) days[t] - date.getDayOfMonth() + 1 + date.lengthOfMonth();
      }
    }
  }

  /// First bar of each year.
  int[] yearStarts() {
    int[] starts = new int[count];
    int years = 0;
    for (int m = 0; m < count; m++) {
      if (m == 0 || month[m] / 12 != month[m - 1] / 12) {
        starts[years++] = first[m];
      }
    }
    return Arrays.copyOf(starts, years);
  }

  /// The years, in the order of {@link #yearStarts}.
  int[] years() {
    return Arrays.stream(month, 0, count).map(m -> m / 12).distinct().toArray();
  }

  /// One row per year. Ends where the value is no longer above zero: returns mean nothing then.
  List<YearReturns> table(Curve curve) {
    List<YearReturns> table = new ArrayList<>();
    int m = 0;
    while (m < count && before(curve, m) > 0) {
      int year = month[m] / 12;
      int from = m;
      List<Double> months = new ArrayList<>(12);
      while (m < count && month[m] / 12 == year && before(curve, m) > 0) {
        while (month[from] + months.size() < month[m]) {
          months.add(0.0);
        }
        months.add(end(curve, m) / before(curve, m) - 1);
        m++;
      }
      double total = end(curve, m - 1) / before(curve, from) - 1;
      table.add(new YearReturns(year, total, month[from] % 12 + 1, months));
    }
    return table;
  }

  private double before(Curve curve, int m) {
    return first[m] == 0 ? curve.start() : curve.value()[first[m] - 1];
  }

  private double end(Curve curve, int m) {
    return curve.value()[m + 1 < count ? first[m + 1] - 1 : curve.size() - 1];
  }
}
