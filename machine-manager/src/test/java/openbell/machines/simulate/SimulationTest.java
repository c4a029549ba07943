package openbell.machines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
  private static final MachineType ONE_SLOT = new MachineType("one", 1, 1, 30);
  private static final long SEED = 1;

  @Test
  void givesTheSameOutcomeForTheSameSeed() {
    // Given
    Scenario day = day("K");
    // When
    Outcome first = Simulation.run(day, Ways.ours(), ONE_SLOT, 7);
    Outcome again = Simulation.run(day, Ways.ours(), ONE_SLOT, 7);
    Outcome other = Simulation.run(day, Ways.ours(), ONE_SLOT, 8);
    // Then
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void letsTheLastUserOfOneInstanceWaitTwentyMinutes() {
    // When
    Outcome one = Simulation.run(day("A"), Ways.always(1), ONE_SLOT, SEED);
    // Then: 120 runs of 10 s, one after the other
    assertThat(one.max()).isCloseTo(1_200, within(3.0));
    assertThat(one.machineHours()).isEqualTo(24);
    assertThat(one.dollarsPerMonth()).isCloseTo(730.0 / 720 * 30, within(0.01));
  }

  @Test
  void killsLongJobsByTheCommonRule() {
    // When
    Outcome common = Simulation.run(day("D"), Ways.depth(0.1), ONE_SLOT, SEED);
    // Then: the queue is empty while a back-test of ten minutes runs
    assertThat(common.killed()).isPositive();
    assertThat(common.lost()).isEqualTo(common.killed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B", "D", "E", "F", "G", "J", "K"})
  void neverKillsAJobWithOursAndReturnsToZeroAndSaysWhy(String letter) {
    // When
    Outcome ours = Simulation.run(day(letter), Ways.ours(), ONE_SLOT, SEED);
    // Then
    assertThat(ours.killed()).isZero();
    assertThat(ours.lost()).isZero();
    assertThat(ours.curve().getFirst().machines()).isZero();
    assertThat(ours.curve().getLast().machines()).isZero();
    assertThat(ours.unexplained()).isZero();
    assertThat(ours.fleet().most()).isLessThanOrEqualTo(day(letter).most());
  }

  @ParameterizedTest
  @ValueSource(strings = {"B", "J"})
  void keepsEveryDeadlineForLessThanWaysThatDo(String letter) {
    // Given a day whose bound allows it
    // When
    Comparison comparison = Comparison.of(day(letter), ONE_SLOT, SEED);
    // Then
    assertThat(comparison.ours().good()).isTrue();
    assertThat(comparison.cheapest()).contains(comparison.ours());
    assertThat(comparison.verdict()).startsWith("Ours costs least");
  }

  @Test
  void startsNothingWhenNobodyAsks() {
    // Given a day on which the only job comes at its very end
    Scenario day = day("A");
    Scenario empty =
        new Scenario(
            "Z",
            "nothing",
            day.start(),
            Duration.ofHours(12),
            day.within(),
            5,
            day.faults(),
            day.arrivals().subList(0, 1));
    // When
    Outcome ours = Simulation.run(empty, Ways.ours(), ONE_SLOT, SEED);
    // Then
    assertThat(ours.machineSeconds()).isZero();
    assertThat(ours.fleet().starts()).isZero();
  }

  @Test
  void showsThePublishedWaysWithTheirFigures() {
    // Given
    Prices prices =
        Prices.parse(List.of("# as of 2026-06-23", "one,1,1,30", "as-published,1,1,77.76"));
    // When
    var rows = KnownWays.rows(prices, ONE_SLOT, SEED);
    // Then
    assertThat(rows).hasSize(3);
    assertThat(rows.getFirst().simulated()).contains("20.0 min");
    assertThat(rows.get(1).simulated()).contains("2190 machine-hours");
    assertThat(rows.get(2).published()).contains("$6.47");
  }

  @Test
  void searchesForTheCheapestThatKeepsEveryDeadline() {
    // When
    var ranked = Search.depths(day("A"), List.of(ONE_SLOT), SEED);
    // Then: good ones first, cheaper ones before
    assertThat(ranked).hasSize(Search.COEFFICIENTS.size());
    assertThat(ranked.getFirst().good()).isTrue();
    assertThat(ranked.getFirst().dollarsPerMonth())
        .isEqualTo(
            ranked.stream()
                .filter(Outcome::good)
                .mapToDouble(Outcome::dollarsPerMonth)
                .min()
                .orElseThrow());
    assertThat(ranked.getLast().good()).isFalse();
  }

  private static Scenario day(String letter) {
    return Scenarios.all().stream()
        .filter(one -> one.letter().equals(letter))
        .findFirst()
        .orElseThrow();
  }
}
