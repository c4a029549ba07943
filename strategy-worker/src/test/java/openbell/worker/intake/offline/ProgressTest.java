package openbell.worker.intake.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter err = new StringWriter();

  @Test
  void drawsOneLineAgainAndAgainOnATerminal() {
    // Given
    Progress progress =
        new Progress(new PrintWriter(err), new Call().onALiveTerminal().surroundings(), 4);
    // When
    progress.step();
    progress.step();
    progress.end();
    // Then
    assertThat(err.toString())
        .contains("\r  ███████░", "1 of 4, 25 %, about 0:03 left", "2 of 4, 50 %")
        .endsWith("\r  2 of 4 combinations in 3.0 s\n");
  }

  @Test
  void printsALineNowAndThenElsewhere() {
    // Given
    Progress progress = new Progress(new PrintWriter(err), new Call().surroundings(), 100);
    // When
    for (int i = 0; i < 12; i++) {
      progress.step();
    }
    progress.end();
    // Then
    assertThat(err.toString().lines())
        .containsExactly(
            "  5 of 100, 5 %, about 1:35 left",
            "  10 of 100, 10 %, about 1:30 left", "  12 of 100 combinations in 13.0 s");
    assertThat(err.toString()).doesNotContain("\r");
  }
}
