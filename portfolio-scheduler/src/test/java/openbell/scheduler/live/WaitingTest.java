package openbell.scheduler.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import openbell.model.run.RunId;
import openbell.runtime.live.Stage;
import openbell.scheduler.live.ProgressView.Outlook;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Instant NOW = Instant.parse("2018-05-11T13:31:00Z");
  private static final RunId RUN = new RunId("a".repeat(32));

  @Test
  void countsWithThePaceOfTheLastMinute() {
    // Given 10 runs in 20 seconds, and a typical run of a minute
    Waiting waiting =
        new Waiting(NOW, Map.of(RUN, 3), 10, NOW.minusSeconds(20), Duration.ofMinutes(1));
    // When
    Outlook outlook = Outlook.of(Stage.QUEUED, RUN, waiting);
    // Then
    assertThat(outlook.position()).isEqualTo(3);
    assertThat(outlook.eta()).isEqualTo(NOW.plusMillis(6_003));
  }

  @Test
  void takesATypicalRunWhenFewHaveEnded() {
    // Given
    Waiting waiting =
        new Waiting(NOW, Map.of(RUN, 2), 1, NOW.minusSeconds(20), Duration.ofSeconds(4));
    // When, then
    assertThat(Outlook.of(Stage.QUEUED, RUN, waiting).eta()).isEqualTo(NOW.plusSeconds(8));
    assertThat(Outlook.of(Stage.CLAIMED, RUN, waiting).eta()).isEqualTo(NOW.plusSeconds(4));
    assertThat(Outlook.of(Stage.MAILED, RUN, waiting)).isEqualTo(Outlook.NONE);
  }

  @Test
  void saysNothingWhenNothingIsKnown() {
    assertThat(Waiting.UNKNOWN.eta(1)).isNull();
    assertThat(Outlook.of(Stage.QUEUED, RUN, Waiting.UNKNOWN)).isEqualTo(Outlook.NONE);
  }
}
