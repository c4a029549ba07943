package openbell.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import openbell.runtime.testing.ManualClock;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {
  private final ManualClock clock = ManualClock.at("2018-06-15T13:30:00Z");
  private final LoginAttempts attempts = new LoginAttempts(2, clock);

  @Test
  void makesAnAddressWaitThatTriedTooManyKeysAndNoOther() {
    // Given
    assertThat(attempts.begin("203.0.113.9")).isZero();
    assertThat(attempts.begin("203.0.113.9")).isZero();
    // When
    Duration pause = attempts.begin("203.0.113.9");
    // Then
    assertThat(pause).isEqualTo(Duration.ofSeconds(30));
    assertThat(attempts.begin("203.0.113.10")).isZero();
    clock.advance(pause);
    assertThat(attempts.begin("203.0.113.9")).isZero();
  }

  @Test
  void doesNotCountLoginsThatSucceed() {
    for (int i = 0; i < 10; i++) {
      // When
      Duration pause = attempts.begin("203.0.113.9");
      attempts.succeeded("203.0.113.9");
      // Then
      assertThat(pause).isZero();
    }
  }
}
