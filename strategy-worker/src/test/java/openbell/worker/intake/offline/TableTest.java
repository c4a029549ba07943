package openbell.worker.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;

import openbell.worker.intake.offline.Table.Cell;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Screen screen = new Screen(60, false, true);

  @Test
  void alignsWordsLeftAndNumbersRight() {
    // Given
    Table table = new Table(screen).words("Symbol").numbers("Close");
    table.row(Cell.of("AAPL"), Cell.of("1.50"));
    table.row(Cell.of("日本"), Cell.of("10.25"));
    // Then
    assertThat(table.lines())
        .containsExactly("  Symbol  Close", "  AAPL     1.50", "  日本    10.25");
  }

  @Test
  void cutsWordsAndNeverNumbers() {
    // Given
    Table table = new Table(screen).words("Name").numbers("Close");
    table.row(Cell.of("x".repeat(90)), Cell.of("123456789.25"));
    // When
    String line = table.lines().getLast();
    // Then
    assertThat(Words.width(line)).isEqualTo(60);
    assertThat(line).endsWith("x…  123456789.25");
  }

  @Test
  void aNameCannotCommandTheTerminal() {
    assertThat(Words.plain("a\u001b[31mb\u202ec\n")).isEqualTo("a [31mb c ");
  }

  @Test
  void wrapsAtBlanks() {
    assertThat(Words.wrap("one two three", 7)).containsExactly("one two", "three");
  }
}
