package openbell.scheduler.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import openbell.scheduler.preview.Impact.SignalChange;
import org.junit.jupiter.api.Test;

class SignalTableTest {
  private static final String HEAD = "Date,Symbol,State,Close,mean\n";

  @Test
  void namesEveryDayAndSymbolWithAnotherSignal() {
    // Given
    SignalTable before =
        table("2020-01-06,AAA,B,11,\n2020-01-06,BBB,E,9,\n2020-01-07,AAA,H,11,11\n");
    SignalTable after =
        table("2020-01-06,AAA,B,11,\n2020-01-06,CCC,B,9,\n2020-01-07,AAA,S,11,12\n");

    // When
    SignalTable.Compared compared = SignalTable.compare(before, after);

    // Then
    assertThat(compared.sessions()).isEqualTo(2);
    assertThat(compared.changed()).isEqualTo(2);
    assertThat(compared.changes())
        .containsExactly(
            new SignalChange("2020-01-06", "BBB", "EMPTY", "NONE"),
            new SignalChange("2020-01-06", "CCC", "NONE", "BUY"),
            new SignalChange("2020-01-07", "AAA", "HOLD", "SELL"));
  }

  @Test
  void looksAtTheLastYearOnly() {
    // Given two years of days on which the candidate always decides something else
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    LocalDate first = LocalDate.of(2020, 1, 1);
    for (int day = 0; day < 500; day++) {
      before.append(first.plusDays(day)).append(",AAA,H,1\n");
      after.append(first.plusDays(day)).append(",AAA,E,1\n");
    }

    // When
    SignalTable.Compared compared =
        SignalTable.compare(table(before.toString()), table(after.toString()));

    // Then
    assertThat(compared.sessions()).isEqualTo(250);
    assertThat(compared.changed()).isEqualTo(250);
    assertThat(compared.changes().getFirst().session()).isEqualTo(first.plusDays(250).toString());
  }

  @Test
  void namesNoMoreThanAThousandChangesAndCountsAll() {
    // Given
    StringBuilder rows = new StringBuilder();
    for (int day = 10; day < 30; day++) {
      for (int symbol = 100; symbol < 200; symbol++) {
        rows.append("2020-01-").append(day).append(",S").append(symbol).append(",B\n");
      }
    }

    // When
    SignalTable.Compared compared = SignalTable.compare(table(rows.toString()), table(""));

    // Then
    assertThat(compared.changed()).isEqualTo(20);
    assertThat(compared.changes()).hasSize(1_000);
  }

  private static SignalTable table(String rows) {
    return SignalTable.of((HEAD + rows).getBytes(StandardCharsets.UTF_8));
  }
}
