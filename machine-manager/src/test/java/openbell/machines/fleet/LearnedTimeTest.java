package openbell.machines.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnedTimeTest {

  @Test
  void countsFromTwentyJobsOn() {
    // When
    LearnedTime before = times(LearnedTime.NOTHING, 19, 2);
    // Then
    assertThat(before.counts()).isFalse();
    assertThat(before.and(2).counts()).isTrue();
    assertThat(before.and(2).seconds()).isEqualTo(2);
  }

  @Test
  void isNearTheEightiethPercentile() {
    // Given jobs of 0 to 10 s
    Random random = new Random(7);
    LearnedTime time = LearnedTime.NOTHING;
    double sum = 0;
    // When
    for (int i = 0; i < 2_000; i++) {
      time = time.and(random.nextDouble() * 10);
      sum += i < 200 ? 0 : time.seconds();
    }
    // Then
    assertThat(sum / 1_800).isCloseTo(8, within(0.4));
  }

  @Test
  void movesByAFifthAtMostForOneOutlier() {
    // Given
    LearnedTime time = times(LearnedTime.NOTHING, 30, 2);
    // When
    LearnedTime slow = time.and(10_000);
    LearnedTime quick = time.and(0);
    // Then
    assertThat(slow.seconds()).isBetween(2.0, 2.4 + 1e-9);
    assertThat(quick.seconds()).isBetween(2 / 1.2 - 1e-9, 2.0);
  }

  @Test
  void followsWhenJobsHaveBecomeQuicker() {
    // Given
    LearnedTime time = times(LearnedTime.NOTHING, 100, 10);
    // When
    LearnedTime after = times(time, 60, 0.1);
    // Then
    assertThat(after.seconds()).isCloseTo(0.1, within(0.01));
  }

  private static LearnedTime times(LearnedTime from, int count, double seconds) {
    LearnedTime time = from;
    for (int i = 0; i < count; i++) {
      time = time.and(seconds);
    }
    return time;
  }
}
