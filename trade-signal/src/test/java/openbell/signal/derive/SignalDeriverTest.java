package openbell.signal.derive;

import static openbell.model.signal.SignalAction.ENTER;
import static openbell.model.signal.SignalAction.EXIT;
import static openbell.model.signal.SignalAction.FLAT;
import static openbell.model.signal.SignalAction.HOLD;
import static openbell.model.signal.SignalAction.INCREASE;
import static openbell.signal.derive.Results.DAY;
import static openbell.signal.derive.Results.evidence;
import static openbell.signal.derive.Results.result;
import static openbell.signal.derive.Results.standing;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.run.FailureReason;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignalDeriverTest {
  private static final LocalDate EVE = DAY.minusDays(1);

  private final SignalDeriver deriver = new SignalDeriver(0.0001);

  static Stream<Arguments> days() {
    Standing flat = standing(FLAT, EVE, 0, 0, false);
    Standing held = standing(HOLD, EVE, 1, 1, true);
    return Stream.of(
        Arguments.of("first run, entry", null, standing(ENTER, DAY, 0, 1, false), List.of(ENTER)),
        Arguments.of("first run, quiet", null, standing(HOLD, DAY, 1, 1, true), List.of()),
        Arguments.of("entry", flat, standing(ENTER, DAY, 0, 1, false), List.of(ENTER)),
        Arguments.of("exit", held, standing(EXIT, DAY, 1, 0, true), List.of(EXIT)),
        Arguments.of("hold", held, standing(HOLD, DAY, 0.97, 0.97, true), List.of()),
        Arguments.of(
            "entry filled",
            standing(ENTER, EVE, 0, 1, false),
            standing(HOLD, DAY, 1, 1, true),
            List.of()),
        Arguments.of(
            "entry dropped",
            standing(ENTER, EVE, 0, 1, false),
            standing(FLAT, DAY, 0, 0, false),
            List.of()),
        Arguments.of("increase", held, standing(INCREASE, DAY, 0.5, 0.6, true), List.of(INCREASE)),
        Arguments.of(
            "increase too small", held, standing(INCREASE, DAY, 0.5, 0.50005, true), List.of()),
        Arguments.of(
            "exit still waiting",
            standing(EXIT, EVE, 1, 0, true),
            standing(EXIT, EVE, 1, 0, true),
            List.of()),
        Arguments.of("stale buy", flat, standing(ENTER, EVE, 0, 1, false), List.of()),
        Arguments.of("stale exit", held, standing(EXIT, EVE, 1, 0, true), List.of(EXIT)),
        Arguments.of(
            "newest bars cut off", held, standing(EXIT, EVE.minusDays(1), 1, 0, true), List.of()),
        Arguments.of("past revised", held, standing(FLAT, DAY, 0, 0, false), List.of(EXIT)),
        Arguments.of("past revised back", flat, standing(HOLD, DAY, 1, 1, true), List.of(ENTER)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("days")
  void tellsWhatTheLastReportDidNot(
      String day, @Nullable Standing before, Standing now, List<SignalAction> changes) {
    // Given
    Optional<RunArtifact> previous = Optional.ofNullable(before).map(b -> result(EVE, b));
    // When
    SignalReport report = report(previous, result(DAY, now));
    // Then
    assertThat(report.changes()).extracting(Signal::action).isEqualTo(changes);
  }

  @Test
  void leavesOutFiguresThatCouldNotBeFormed() {
    // When
    SignalReport report = report(Optional.empty(), result(DAY, standing(FLAT, DAY, 0, 0, false)));
    // Then
    assertThat(report.metrics()).containsOnlyKeys("total_return", "benchmark_total_return");
    assertThat(report.equityChangePercent()).isNull();
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("no standings", result(DAY)),
        Arguments.of("weight above one", result(DAY, standing(HOLD, DAY, 1.2, 1.2, true))),
        Arguments.of("negative weight", result(DAY, standing(HOLD, DAY, -0.1, 0, true))),
        Arguments.of("no weight", result(DAY, standing(HOLD, DAY, Double.NaN, 0, true))),
        Arguments.of(
            "weights above one together",
            result(DAY, standing(HOLD, DAY, 0.6, 0.6, true), standing(HOLD, DAY, 0.6, 0.6, true))),
        Arguments.of("looks ahead", result(DAY.plusDays(1), standing(HOLD, DAY, 1, 1, true))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void saysNothingFromABrokenResult(String what, RunArtifact result) {
    // When
    Derivation derivation =
        deriver.derive(Optional.empty(), evidence(result), Results.run(), List.of());
    // Then
    assertThat(derivation)
        .isInstanceOfSatisfying(
            Derivation.Rejected.class,
            r -> assertThat(r.failure().reason()).isEqualTo(FailureReason.INVALID_RESULT));
  }

  private SignalReport report(Optional<RunArtifact> previous, RunArtifact current) {
    return ((Derivation.Derived)
            deriver.derive(previous, evidence(current), Results.run(), List.of()))
        .report();
  }
}
