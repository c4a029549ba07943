package openbell.model.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import openbell.model.signal.RuleTerms.Confirmed;
import openbell.model.signal.RuleTerms.Dates;
import openbell.model.signal.RuleTerms.Past;
import openbell.model.signal.RuleTerms.Place;
import openbell.model.signal.RuleTerms.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule once by hand; strategy-worker compares hundreds of random trees.
class ReevaluationTest {
  private static final LocalDate MONDAY = LocalDate.of(2018, 10, 1);

  static Stream<Arguments> rules() {
    RuleTrace up = truth(true, false);
    RuleTrace down = truth(false, true);
    RuleTrace open = truth(null, null);
    return Stream.of(
        rule("GreaterThan", true, RuleTerms.within(0.5), number(3), number(2)),
        rule("GreaterThan", false, RuleTerms.within(1), number(3), number(2)),
        rule("GreaterThan", null, null, number(3), number(null)),
        rule("LessThan", true, null, number(1), number(2)),
        rule("GreaterOrEqual", true, null, number(2), number(2)),
        rule("LessOrEqual", false, null, number(3), number(2)),
        rule("Equal", true, RuleTerms.within(0.5), number(2), number(2.5)),
        rule(
            "InRange",
            false,
            RuleTerms.of(new Range(false, true)),
            number(1),
            number(1),
            number(2)),
        rule("InRange", true, null, number(1), number(1), number(2)),
        rule("Crossover", true, null, number(3, 1), number(2, 2)),
        rule("Crossover", false, null, number(3, 3), number(2, 2)),
        rule("Crossunder", true, null, number(1, 3), number(2, 2)),
        rule("Crossover", true, confirmed(1.0, 2.0), number(3, 3), number(2, 2)),
        rule("Crossover", false, confirmed(3.0, 2.0), number(3, 3), number(2, 2)),
        rule("Crossover", null, confirmed(null, 2.0), number(3, 3), number(2, 2)),
        rule("And", false, null, down, open),
        rule("And", null, null, up, open),
        rule("Or", true, null, open, up),
        rule("Or", null, null, open, down),
        rule("Not", null, null, open),
        rule("Not", true, null, down),
        rule("Always", true, null),
        rule("Never", false, null),
        rule("GreaterThan", true, null, up, number(0)),
        rule("Any", true, past("t1f2", null, 3, null), truth(false, false)),
        rule("Any", false, past("f3", null, 3, null), truth(false, false)),
        rule("Any", null, past("u1f2", null, 3, null), truth(false, false)),
        rule("All", true, past("t3", null, 3, null), truth(true, true)),
        rule("All", false, past("f1t1", null, 3, null), up),
        rule("Streak", true, past("f1t4", true, 3, 5), truth(true, true)),
        rule("Streak", false, past("t6", true, 3, 5), truth(true, true)),
        rule("Streak", false, past("f1", true, 1, null), down),
        rule("StockBondSwitch", true, RuleTerms.of(new Place(1, true)), open),
        rule("StockBondSwitch", false, RuleTerms.of(new Place(2, null)), up),
        rule("StockBondSwitch", null, RuleTerms.of(new Place(2, null)), open),
        rule("StockBondSwitch", false, RuleTerms.of(new Place(3, true)), up),
        rule("Calendar", true, dates(MONDAY, null, "monday", null)),
        rule("Calendar", false, dates(MONDAY, null, "friday", null)),
        rule("Calendar", true, dates(MONDAY, MONDAY.minusDays(3), null, "quarter")),
        rule("Calendar", false, dates(MONDAY, MONDAY.minusDays(3), null, "year")),
        rule("Calendar", null, dates(MONDAY, null, null, "month")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rules")
  void answersEveryRuleFromItsNumbers(
      String operator, @Nullable Boolean truth, @Nullable RuleTerms terms, List<RuleTrace> inputs) {
    for (Boolean said : new Boolean[] {true, false, null}) {
      // Given
      RuleTrace rule =
          new RuleTrace("r", operator, said, null, null, null, null, null, null, inputs, terms);
      // When
      List<String> found =
          Reevaluation.of(List.of(rule)).contradictions().stream()
              .filter(sentence -> sentence.startsWith("r says") && !sentence.contains("before"))
              .toList();
      // Then
      assertThat(found.isEmpty())
          .as("said %s: %s", said, found)
          .isEqualTo(Objects.equals(said, truth));
    }
  }

  @Test
  void countsWhatHasToBeBelieved() {
    // Given a tree that was too large, and a rule of tomorrow
    RuleTrace cut = truth(true, true).by(RuleTerms.given("the tree is too large"));
    RuleTrace unknown = RuleTrace.judged("later", "Nearly", true, null, null, List.of());
    // When
    Reevaluation.Result result = Reevaluation.of(List.of(cut, unknown));
    // Then
    assertThat(result.rules()).isZero();
    assertThat(result.contradictions()).isEmpty();
    assertThat(result.given())
        .containsExactly("it: the tree is too large", "later: this version does not know Nearly");
  }

  @Test
  void findsAWrongDistance() {
    // Given 10 % apart, and 1 % said
    RuleTrace rule =
        RuleTrace.judged("r", "GreaterThan", true, null, 1.0, List.of(number(110), number(100)));
    // When
    List<String> found = Reevaluation.of(List.of(rule)).contradictions();
    // Then
    assertThat(found).containsExactly("r says it is 1.0 % from turning, its numbers say 10.0");
  }

  private static Arguments rule(
      String operator, @Nullable Boolean truth, @Nullable RuleTerms terms, RuleTrace... inputs) {
    return Arguments.of(operator, truth, terms, List.of(inputs));
  }

  private static RuleTerms confirmed(@Nullable Double left, @Nullable Double right) {
    return RuleTerms.confirmed(0, new Confirmed(left, right));
  }

  private static RuleTerms past(
      String answers, @Nullable Boolean condition, int least, @Nullable Integer most) {
    return RuleTerms.of(new Past(answers, condition, least, most));
  }

  private static RuleTerms dates(
      LocalDate day, @Nullable LocalDate before, @Nullable String weekday, @Nullable String first) {
    List<String> weekdays = weekday == null ? null : List.of(weekday);
    return RuleTerms.of(new Dates(day, before, weekdays, null, first));
  }

  private static RuleTrace number(@Nullable Number now) {
    return number(now, null);
  }

  private static RuleTrace number(@Nullable Number now, @Nullable Number before) {
    return new RuleTrace(
        "n",
        "SMA",
        null,
        now == null ? null : (Double) now.doubleValue(),
        before == null ? null : (Double) before.doubleValue(),
        null,
        List.of());
  }

  private static RuleTrace truth(@Nullable Boolean now, @Nullable Boolean before) {
    return RuleTrace.judged("it", "Given", now, before, null, List.of());
  }
}
