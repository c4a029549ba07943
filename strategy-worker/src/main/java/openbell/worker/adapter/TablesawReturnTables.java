package openbell.worker.adapter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import openbell.worker.run.ReturnTables;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;

/// Return tables by selecting days from columns. For reports only: a loop is far faster.
///
/// Uses columns without a `Table`: loading that class searches the whole class path.
public final class TablesawReturnTables implements ReturnTables {

  @Override
  public List<Year> monthly(int[] days, double[] returns) {
    IntColumn years = IntColumn.create("Year");
    IntColumn months = IntColumn.create("Month");
    DoubleColumn growth = DoubleColumn.create("Growth");
    for (int i = 0; i < days.length; i++) {
      LocalDate date = LocalDate.ofEpochDay(days[i]);
      years.append(date.getYear());
      months.append(date.getMonthValue());
      growth.append(1 + returns[i]);
    }
    List<Year> table = new ArrayList<>();
    for (int year = firstYear(years); year <= lastYear(years); year++) {
      double[] values = new double[12];
      for (int month = 1; month <= 12; month++) {
        DoubleColumn part = growth.where(years.isEqualTo(year).and(months.isEqualTo(month)));
        values[month - 1] = part.isEmpty() ? Double.NaN : part.product() - 1;
      }
      table.add(new Year(year, values, growth.where(years.isEqualTo(year)).product() - 1));
    }
    return table;
  }

  private static int firstYear(IntColumn years) {
    return years.isEmpty() ? 1 : years.getInt(0);
  }

  private static int lastYear(IntColumn years) {
    return years.isEmpty() ? 0 : years.getInt(years.size() - 1);
  }
}
