package openbell.worker.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SignalsTest {
  @Test
  void findsTheNextTrueBar() {
    SplittableRandom random = new SplittableRandom(20261121);
    for (int size : new int[] {1, 63, 64, 65, 300}) {
      Signals signals = new Signals(size);
      for (int t = 0; t < size; t++) {
        if (random.nextInt(3) > 0) {
          signals.set(t, random.nextInt(20) == 0);
        }
      }
      int next = Signals.NEVER;
      for (int t = size + 130; t >= 0; t--) {
        next = t < size && signals.isTrue(t) ? t : next;
        assertThat(signals.nextTrue(t)).as("from %s of %s", t, size).isEqualTo(next);
      }
    }
  }
}
