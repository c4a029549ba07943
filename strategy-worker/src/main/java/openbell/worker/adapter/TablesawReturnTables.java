package openbell.worker.adapter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import openbell.worker.run.ReturnTables;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/// Return tables by grouping a table of days. For reports only: a loop is far faster.
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
    Table grouped =
        Table.create("days", years, months, growth)
            .summarize("Growth", AggregateFunctions.product)
            .by("Year", "Month");
    TreeMap<Integer, double[]> byYear = new TreeMap<>();
    for (Row row : grouped) {
      byYear.computeIfAbsent(row.getInt("Year"), _ -> empty())[row.getInt("Month") - 1] =
          row.getDouble(2) - 1;
    }
    List<Year> table = new ArrayList<>();
    byYear.forEach((year, values) -> table.add(new Year(year, values, total(values))));
    return table;
  }

  private static double[] empty() {
    double[] months = new double[12];
    Arrays.fill(months, Double.NaN);
    return months;
  }

  private static double total(double[] months) {
    double growth = 1;
    for (double month : months) {
      growth *= Double.isNaN(month) ? 1 : 1 + month;
    }
    return growth - 1;
  }
}
