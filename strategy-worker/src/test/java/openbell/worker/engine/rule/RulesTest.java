package openbell.worker.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import openbell.model.strategy.Params;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final double NAN = Double.NaN;

  @Test
  void comparesFirstWithSecond() {
    assertThat(numbers("GreaterThan", Map.of(), s(1, 2, 3), s(2, 2, 2))).isEqualTo("FFT");
    assertThat(numbers("LessThan", Map.of(), s(1, 2, 3), s(2, 2, 2))).isEqualTo("TFF");
    assertThat(numbers("GreaterThan", Map.of("epsilon", 1), s(3, 3.5), s(2, 2))).isEqualTo("FT");
    assertThat(numbers("LessThan", Map.of("epsilon", 1), s(1, 0.5), s(2, 2))).isEqualTo("FT");
  }

  @Test
  void leavesAComparisonWithAMissingNumberUndefined() {
    assertThat(numbers("GreaterThan", Map.of(), s(NAN, 1, 3), s(0, NAN, 2))).isEqualTo("??T");
    assertThat(numbers("InRange", Map.of(), s(1, 1, NAN), s(0, NAN, 0), s(2, 2, 2)))
        .isEqualTo("T??");
    assertThat(numbers("Crossover", Map.of(), s(1, 3, NAN, 3, 3), s(2, 2, 2, 2, 2)))
        .isEqualTo("?T??F");
  }

  @Test
  void includesTheBoundsOfARangeUnlessToldOtherwise() {
    double[][] range = {s(1, 1.5, 2, 3), s(1, 1, 1, 1), s(2, 2, 2, 2)};
    assertThat(numbers("InRange", Map.of(), range)).isEqualTo("TTTF");
    assertThat(numbers("InRange", Map.of("lower_inclusive", false), range)).isEqualTo("FTTF");
    assertThat(numbers("InRange", Map.of("upper_inclusive", false), range)).isEqualTo("TTFF");
  }

  @Test
  void crossesFromAtOrBelowToAbove() {
    assertThat(numbers("Crossover", Map.of(), s(1, 2, 3, 4, 1, 3), s(2, 2, 2, 2, 2, 2)))
        .isEqualTo("?FTFFT");
    assertThat(numbers("Crossunder", Map.of(), s(3, 2, 1, 0, 3, 1), s(2, 2, 2, 2, 2, 2)))
        .isEqualTo("?FTFFT");
  }

  @Test
  void confirmsACrossingOneBarLaterIfItStillHolds() {
    Map<String, Object> confirmed = Map.of("mode", "confirmed");
    assertThat(numbers("Crossover", confirmed, s(1, 3, 3, 1, 3, 2), s(2, 2, 2, 2, 2, 2)))
        .isEqualTo("??TFFF");
  }

  @Test
  void asksACrossingForMoreThanEpsilon() {
    assertThat(numbers("Crossover", Map.of("epsilon", 0.5), s(1, 2.4), s(2, 2))).isEqualTo("?F");
    assertThat(numbers("Crossover", Map.of("epsilon", 0.5), s(1, 2.6), s(2, 2))).isEqualTo("?T");
  }

  @ParameterizedTest
  @CsvSource({
    "T,T,T,T", "T,F,F,T", "F,F,F,F", "T,?,?,T", "F,?,F,?", "?,?,?,?", "?,F,F,?", "?,T,?,T"
  })
  void combinesThreeValues(String a, String b, String and, String or) {
    assertThat(signals("And", a, b)).isEqualTo(and);
    assertThat(signals("Or", a, b)).isEqualTo(or);
  }

  @Test
  void keepsUndefinedUndefinedThroughNot() {
    assertThat(signals("Not", "TF?")).isEqualTo("FT?");
  }

  @Test
  void holdsBeyondOneWordOfBits() {
    String long1 = "TF?".repeat(50);
    assertThat(signals("Not", long1)).isEqualTo("FT?".repeat(50));
    assertThat(signals("And", long1, "T".repeat(150))).isEqualTo(long1);
    assertThat(signals("Or", long1, "F".repeat(150))).isEqualTo(long1);
  }

  private static double[] s(double... values) {
    return values;
  }

  private static String numbers(String type, Map<String, Object> params, double[]... inputs) {
    Rule rule = Rules.find(type).orElseThrow();
    Rule.Inputs in = new Rule.Inputs(inputs, new Signals[0], inputs[0].length);
    return text(rule.kernel().judge(in, new Params(params)));
  }

  private static String signals(String type, String... inputs) {
    Rule rule = Rules.find(type).orElseThrow();
    Signals[] in = new Signals[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      in[i] = parse(inputs[i]);
    }
    return text(
        rule.kernel().judge(new Rule.Inputs(new double[0][], in, inputs[0].length()), Params.NONE));
  }

  private static Signals parse(String text) {
    Signals signals = new Signals(text.length());
    for (int t = 0; t < text.length(); t++) {
      if (text.charAt(t) != '?') {
        signals.set(t, text.charAt(t) == 'T');
      }
    }
    return signals;
  }

  private static String text(Signals signals) {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < signals.size(); t++) {
      text.append(!signals.isDefined(t) ? '?' : signals.isTrue(t) ? 'T' : 'F');
    }
    return text.toString();
  }
}
