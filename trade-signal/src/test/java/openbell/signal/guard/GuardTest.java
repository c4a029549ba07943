package openbell.signal.guard;

import static openbell.model.signal.SignalAction.ENTER;
import static openbell.model.signal.SignalAction.EXIT;
import static openbell.model.signal.SignalAction.FLAT;
import static openbell.model.signal.SignalAction.HOLD;
import static openbell.model.signal.SignalAction.INCREASE;
import static openbell.model.signal.SignalAction.REDUCE;
import static openbell.signal.derive.Results.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTerms;
import openbell.model.signal.RuleTerms.Deciding;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.signal.derive.Derivation;
import openbell.signal.derive.Evidence;
import openbell.signal.derive.Results;
import openbell.signal.derive.SignalDeriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuardTest {
  private static final LocalDate EVE = DAY.minusDays(1);
  private static final Manifest.Input INPUT = new Manifest.Input("AAPL", "test", Results.REF, null);

  private final Guard guard = new Guard();
  private final SignalDeriver deriver = new SignalDeriver(0.0001);

  /// Before, today, and whether that is a legal step.
  static Stream<Arguments> steps() {
    return Stream.of(
            steps(FLAT, List.of(FLAT, ENTER)),
            steps(ENTER, List.of(FLAT, ENTER, HOLD, INCREASE, REDUCE, EXIT)),
            steps(HOLD, List.of(HOLD, INCREASE, REDUCE, EXIT)),
            steps(INCREASE, List.of(HOLD, INCREASE, REDUCE, EXIT)),
            steps(REDUCE, List.of(HOLD, INCREASE, REDUCE, EXIT)),
            steps(EXIT, List.of(FLAT, ENTER, EXIT)))
        .flatMap(steps -> steps);
  }

  private static Stream<Arguments> steps(SignalAction before, List<SignalAction> legal) {
    return Stream.of(SignalAction.values())
        .map(today -> Arguments.of(before, today, legal.contains(today)));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @MethodSource("steps")
  void knowsWhichStepsAreLegal(SignalAction before, SignalAction today, boolean legal) {
    // Given two sessions in a row, the past unchanged
    Evidence previous = evidence(EVE, standing(before, EVE));
    Evidence current = evidence(DAY, standing(today, DAY));
    // When
    Verdict verdict = judge(previous, current, false);
    // Then
    assertThat(verdict).isInstanceOf(legal ? Verdict.Passed.class : Verdict.Refused.class);
  }

  @Test
  void letsAJumpPassAndNotesItWhereThePastIsAnotherOne() {
    // Given
    Evidence previous = evidence(EVE, standing(FLAT, EVE));
    Evidence current = evidence(DAY, standing(EXIT, DAY));
    // When
    Verdict restated = judge(previous, current, true);
    Verdict afterAWeek =
        judge(evidence(EVE.minusDays(7), standing(FLAT, EVE.minusDays(7))), current, false);
    // Then
    assertThat(notes(restated))
        .containsExactly(
            "AAPL was not held in the last report and is to be sold now: its past was restated.");
    assertThat(notes(afterAWeek).getFirst()).contains("sessions lie between");
    assertThat(judge(null, current, false)).isInstanceOf(Verdict.Passed.class);
  }

  @Test
  void answersThePrintedRulesAgain() {
    // Given
    RuleTrace buy = rule("GreaterThan", true, 11, 10, Deciding.BUY);
    Standing entry = with(standing(ENTER, DAY), buy);
    // When
    Verdict verdict = judge(null, evidence(DAY, entry), false);
    // Then
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Passed.class,
            passed -> {
              assertThat(passed.rules()).isEqualTo(1);
              assertThat(passed.given()).isEmpty();
            });
  }

  static Stream<Arguments> lies() {
    Standing entry = standing(ENTER, DAY);
    return Stream.of(
        Arguments.of(
            "a truth that its numbers deny",
            with(entry, rule("GreaterThan", true, 9, 10, Deciding.BUY)),
            "AAPL: rule says yes, its numbers say no"),
        Arguments.of(
            "an action that its rule denies",
            with(entry, rule("GreaterThan", false, 9, 10, Deciding.BUY)),
            "AAPL is said to be ENTER although its rules do not buy and do not sell"),
        Arguments.of(
            "a sale that nothing asks for",
            with(standing(EXIT, DAY), rule("LessThan", false, 11, 10, Deciding.SELL)),
            "AAPL is said to be EXIT"),
        Arguments.of(
            "an entry into what is held",
            Results.standing(ENTER, DAY, 0, 1, true),
            "AAPL is said to be ENTER although it is held"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void refusesWhatContradictsItself(String what, Standing now, String sentence) {
    // Given a sell rule beside it, so that nothing is missing
    Standing whole = now.action() == EXIT ? buying(now) : now;
    // When
    Verdict verdict = judge(null, evidence(DAY, whole), false);
    // Then
    assertThat(refusal(verdict)).contains(sentence);
  }

  @Test
  void refusesAnArtifactWhosePartsDisagree() {
    // Given a manifest of another engine and another run
    RunArtifact result = Results.result(DAY, standing(FLAT, DAY));
    Manifest other = manifest(Results.run(DAY, EVE, Purpose.SCHEDULED), "9.9");
    Evidence current = new Evidence(result, "da7a", Results.REF, other);
    // When
    Verdict verdict = judge(null, current, false);
    // Then
    assertThat(refusal(verdict))
        .contains("the run of message and manifest differ")
        .contains("the session of run and manifest differ")
        .contains("the engine of manifest and result differ");
  }

  @Test
  void refusesAReportThatSaysOtherThanItsResult() {
    // Given a report of an entry, and a result without one
    SignalReport report = report(null, evidence(DAY, standing(ENTER, DAY)));
    Evidence current = evidence(DAY, standing(EXIT, DAY));
    // When
    Verdict verdict =
        guard.judge(new Guard.Case(Results.run(), current, Optional.empty(), false, report));
    // Then
    assertThat(refusal(verdict)).contains("the report says ENTER of AAPL, the result does not");
  }

  @Test
  void believesAnOlderEngineAndCountsThat() {
    // Given a tree without terms
    RuleTrace old = new RuleTrace("buy", "GreaterThan", true, null, null, null, List.of());
    // When
    Verdict verdict = judge(null, evidence(DAY, with(standing(ENTER, DAY), old)), false);
    // Then
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Passed.class, passed -> assertThat(passed.given()).hasSize(1));
  }

  private Verdict judge(@Nullable Evidence previous, Evidence current, boolean restated) {
    return guard.judge(
        new Guard.Case(
            Results.run(),
            current,
            Optional.ofNullable(previous),
            restated,
            report(previous, current)));
  }

  private SignalReport report(@Nullable Evidence previous, Evidence current) {
    Optional<RunArtifact> before = Optional.ofNullable(previous).map(Evidence::result);
    return ((Derivation.Derived) deriver.derive(before, current, Results.run(), List.of()))
        .report();
  }

  private static List<String> notes(Verdict verdict) {
    return ((Verdict.Passed) verdict).notes();
  }

  private static String refusal(Verdict verdict) {
    return ((Verdict.Refused) verdict).failure().detail();
  }

  private static Standing standing(SignalAction action, LocalDate date) {
    return switch (action) {
      case FLAT -> Results.standing(action, date, 0, 0, false);
      case ENTER -> Results.standing(action, date, 0, 1, false);
      case HOLD -> Results.standing(action, date, 0.5, 0.5, true);
      case INCREASE -> Results.standing(action, date, 0.5, 0.6, true);
      case REDUCE -> Results.standing(action, date, 0.5, 0.4, true);
      case EXIT -> Results.standing(action, date, 0.5, 0, true);
    };
  }

  private static Standing buying(Standing now) {
    RuleTrace buy = rule("GreaterThan", false, 9, 10, Deciding.BUY);
    return with(now, buy, now.traces().getFirst());
  }

  private static Standing with(Standing now, RuleTrace... traces) {
    return new Standing(
        now.symbol(),
        now.name(),
        now.action(),
        now.previous(),
        now.date(),
        now.close(),
        now.weight(),
        now.targetWeight(),
        now.quantity(),
        now.position(),
        List.of(traces));
  }

  private static RuleTrace rule(
      String operator, boolean truth, double left, double right, Deciding output) {
    List<RuleTrace> numbers =
        List.of(
            new RuleTrace("fast", "SMA", null, left, null, null, List.of()),
            new RuleTrace("slow", "SMA", null, right, null, null, List.of()));
    return RuleTrace.judged("rule", operator, truth, null, null, numbers)
        .by(RuleTerms.top(null, output, false));
  }

  private static Evidence evidence(LocalDate asOf, Standing standing) {
    RunRef run = Results.run(asOf.plusDays(1), asOf, Purpose.SCHEDULED);
    return new Evidence(
        Results.result(asOf, standing), "da7a", Results.REF, manifest(run, "0.1.0"));
  }

  private static Manifest manifest(RunRef run, String engine) {
    return new Manifest(
        1,
        run.runId(),
        1,
        "1",
        run.asOf(),
        run.configHash(),
        "da7a",
        engine,
        null,
        null,
        null,
        List.of(),
        List.of(INPUT),
        List.of(),
        List.of(),
        Instant.EPOCH);
  }
}
