package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import openbell.model.strategy.Primitive.Kind;
import openbell.model.strategy.Primitives;
import org.junit.jupiter.api.Test;

/// The engine that ships and the reference agree on random documents over real and made-up bars.
///
/// More of them: `-Dopenbell.rounds=5000`, others: `-Dopenbell.seed=1`.
class TwoEvaluatorsTest {
  private static final int ROUNDS = 170;
  private static final int BARS = 180;

  /// One bar in so many may be a matter of rounding.
  private static final int OPEN = 5;

  @Test
  void theReferenceKnowsEveryPrimitive() {
    Set<String> unknown =
        new TreeSet<>(Primitives.names(Kind.INDICATOR, Kind.SIGNAL, Kind.TRANSFORMER));
    unknown.removeAll(Reference.primitives());
    assertThat(unknown).as("registered, but not in the reference").isEmpty();
  }

  @Test
  void theyAgreeOnRandomDocuments() {
    List<String> failures = new ArrayList<>();
    long settled = 0;
    long open = 0;
    for (int round = 0; round < Options.rounds(ROUNDS) && failures.size() < 10; round++) {
      Trial trial = Trial.of(round, BARS);
      Agreement agreement = new Agreement();
      agreement.compare(trial.definition(), trial.market(), trial.ran().found());
      if (!agreement.differences().isEmpty()) {
        failures.add(
            Options.repeat(round) + " " + agreement.differences() + "\n" + trial.document());
      }
      settled += agreement.settled();
      open += agreement.open();
    }
    assertThat(failures).isEmpty();
    assertThat(open).as("of %s bars, those left to rounding", settled).isLessThan(settled / OPEN);
  }
}
