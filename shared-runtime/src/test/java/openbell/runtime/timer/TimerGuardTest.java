package openbell.runtime.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.alert.Alert;
import org.junit.jupiter.api.Test;

class TimerGuardTest {
  private final List<Alert> alerts = new ArrayList<>();
  private final TimerGuard guard = new TimerGuard(alerts::add);

  @Test
  void saysNothingWhenABeatEndsWell() {
    // When
    boolean ended = guard.run("tick", () -> {});
    // Then
    assertThat(ended).isTrue();
    assertThat(alerts).isEmpty();
  }

  @Test
  void raisesAFailureWithItsReason() {
    // When
    boolean ended =
        guard.run(
            "tick",
            () -> {
              throw FailureException.of(FailureReason.DATABASE_UNAVAILABLE, "No database.");
            });
    // Then
    assertThat(ended).isFalse();
    assertThat(alerts)
        .extracting(Alert::reason)
        .containsExactly(FailureReason.DATABASE_UNAVAILABLE);
  }

  @Test
  void survivesAnErrorAndKeepsItsWordsOutOfTheAlert() {
    // When
    boolean ended =
        guard.run(
            "tick",
            () -> {
              throw new StackOverflowError("secret");
            });
    // Then
    assertThat(ended).isFalse();
    assertThat(alerts).extracting(Alert::reason).containsExactly(FailureReason.DEFECT);
    assertThat(alerts.getFirst().text()).doesNotContain("secret");
  }
}
