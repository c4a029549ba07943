package openbell.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class AttemptFilterTest {
  @Test
  void leavesOutOnlyTheFrameworksReportOfAThrow() {
    // Given
    AttemptFilter filter = new AttemptFilter();
    LogRecord thrown =
        new LogRecord(Level.SEVERE, "SRMSG00200: The method a.B#c has thrown an exception");
    LogRecord other = new LogRecord(Level.SEVERE, "SRMSG00201: something else");
    // When
    boolean keepsThrown = filter.isLoggable(thrown);
    // Then
    assertThat(keepsThrown).isFalse();
    assertThat(filter.isLoggable(other)).isTrue();
    assertThat(filter.isLoggable(new LogRecord(Level.INFO, null))).isTrue();
  }
}
