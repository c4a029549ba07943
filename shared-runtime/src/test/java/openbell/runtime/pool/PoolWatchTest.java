package openbell.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import openbell.runtime.alert.Alert;
import org.junit.jupiter.api.Test;

class PoolWatchTest {
  private final List<Alert> alerts = new ArrayList<>();
  private final List<String> measured = new ArrayList<>();
  private final PoolWatch watch = new PoolWatch(alerts::add, 0.8, (name, _) -> measured.add(name));
  private long used;

  @Test
  void tellsTheOperatorsOnceWhenAPoolStaysNearlyUsedUp() {
    // Given
    watch.watch("api", pool());
    // When
    looks(8, 5);
    // Then
    assertThat(alerts).singleElement().satisfies(one -> assertThat(one.text()).contains("8 of 10"));
    assertThat(measured).containsExactly("api");
  }

  @Test
  void saysNothingOfABurst() {
    // Given
    watch.watch("api", pool());
    // When
    looks(10, 2);
    looks(7, 1);
    looks(10, 2);
    // Then
    assertThat(alerts).isEmpty();
  }

  @Test
  void tellsAgainOnlyAfterTheUseHasFallenWellBelow() {
    // Given
    watch.watch("api", pool());
    looks(9, 3);
    // When
    looks(7, 3);
    looks(9, 3);
    int still = alerts.size();
    looks(2, 1);
    looks(9, 3);
    // Then
    assertThat(still).isEqualTo(1);
    assertThat(alerts).hasSize(2);
  }

  private void looks(long use, int times) {
    used = use;
    for (int n = 0; n < times; n++) {
      watch.look();
    }
  }

  private Pool pool() {
    return new Pool() {
      @Override
      public long used() {
        return used;
      }

      @Override
      public long most() {
        return 10;
      }
    };
  }
}
