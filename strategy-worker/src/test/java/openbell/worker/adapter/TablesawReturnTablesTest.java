package openbell.worker.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import openbell.worker.run.ReturnTables;
import org.junit.jupiter.api.Test;

class TablesawReturnTablesTest {

  @Test
  void compoundsTheDaysOfEachMonthAndYear() {
    int[] days = {day("2019-12-30"), day("2019-12-31"), day("2020-02-03"), day("2020-02-04")};
    List<ReturnTables.Year> table =
        new TablesawReturnTables().monthly(days, new double[] {0.1, 0.1, -0.5, 1});
    assertThat(table).hasSize(2);
    assertThat(table.get(0).months()[11]).isCloseTo(0.21, within(1e-12));
    assertThat(table.get(0).total()).isCloseTo(0.21, within(1e-12));
    assertThat(table.get(1).months()[0]).isNaN();
    assertThat(table.get(1).months()[1]).isCloseTo(0, within(1e-12));
    assertThat(table.get(1).months()[2]).isNaN();
  }

  @Test
  void hasNoRowsWithoutDays() {
    assertThat(new TablesawReturnTables().monthly(new int[0], new double[0])).isEmpty();
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }
}
