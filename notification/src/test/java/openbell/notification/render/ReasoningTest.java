package openbell.notification.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import openbell.model.signal.RuleTrace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasoningTest {

  static Stream<Arguments> comparisons() {
    return Stream.of(
        Arguments.of("GreaterThan", true, "fast 12 is above slow 10 (1.50% from turning)"),
        Arguments.of("GreaterThan", false, "fast 12 is not above slow 10 (1.50% short)"),
        Arguments.of("LessThan", true, "fast 12 is below slow 10 (1.50% from turning)"),
        Arguments.of("LessOrEqual", false, "fast 12 is above slow 10 (1.50% short)"),
        Arguments.of(
            "Crossover",
            true,
            "fast 12 crossed above slow 10, one session earlier 9 and 11 (1.50% apart)"),
        Arguments.of(
            "Crossunder",
            false,
            "fast 12 has not crossed below slow 10, one session earlier 9 and 11 (1.50% apart)"));
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void saysAComparisonWithItsNumbers(String operator, boolean truth, String sentence) {
    // Given
    RuleTrace rule = rule("", operator, truth, number("fast", 12, 9.0), number("slow", 10, 11.0));
    // When
    List<Reasoning.Line> lines = Reasoning.of(List.of(rule), Words.of("en"));
    // Then
    assertThat(lines).containsExactly(new Reasoning.Line(0, truth ? "yes" : "no", truth, sentence));
  }

  @Test
  void walksDownABranchedRule() {
    // Given
    RuleTrace calm =
        rule("calm", "LessThan", false, number("VIX", 31, null), number("30", 30, null));
    RuleTrace up =
        rule("", "GreaterThan", true, number("Close", 12, null), number("SMA", 10, null));
    // When
    List<Reasoning.Line> lines =
        Reasoning.of(List.of(rule("buy", "And", false, up, calm)), Words.of("en"));
    // Then
    assertThat(lines)
        .extracting(Reasoning.Line::depth, Reasoning.Line::mark, Reasoning.Line::text)
        .containsExactly(
            tuple(0, "no", "Buy rule: all of these must hold"),
            tuple(1, "yes", "Close 12 is above SMA 10 (1.50% from turning)"),
            tuple(1, "no", "calm: VIX 31 is not below 30 (1.50% short)"));
  }

  @Test
  void saysThatARuleIsNotDefinedYet() {
    // Given
    RuleTrace rule = new RuleTrace("buy", "Crossover", null, null, null, null, List.of());
    // When
    List<Reasoning.Line> lines = Reasoning.of(List.of(rule), Words.of("en"));
    // Then
    assertThat(lines)
        .containsExactly(
            new Reasoning.Line(0, "not yet", false, "Buy rule: buy is not defined yet"));
  }

  @Test
  void staysWithinItsBoundsHoweverLargeTheRule() {
    // Given
    RuleTrace rule = number("x", 1, null);
    for (int i = 0; i < 40; i++) {
      rule = rule("", "And", true, rule, rule);
    }
    // When
    List<Reasoning.Line> lines = Reasoning.of(List.of(rule), Words.of("en"));
    // Then
    assertThat(lines).hasSizeLessThanOrEqualTo(Reasoning.MOST_LINES);
  }

  private static RuleTrace rule(
      String label, String operator, boolean truth, RuleTrace left, RuleTrace right) {
    return new RuleTrace(label, operator, truth, null, null, 1.5, List.of(left, right));
  }

  private static RuleTrace number(String label, double value, @Nullable Double before) {
    return new RuleTrace(label, "SMA", null, value, before, null, List.of());
  }
}
