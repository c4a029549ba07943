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

  @Test
  void judgesTheOtherComparisons() {
    assertThat(numbers("GreaterOrEqual", Map.of(), s(1, 2, 3, NAN), s(2, 2, 2, 2)))
        .isEqualTo("FTT?");
    assertThat(numbers("LessOrEqual", Map.of(), s(1, 2, 3, NAN), s(2, 2, 2, 2))).isEqualTo("TTF?");
    assertThat(numbers("Equal", Map.of("epsilon", 0.5), s(1, 1.5, 3), s(2, 2, NAN)))
        .isEqualTo("FT?");
  }

  @Test
  void countsAStreakAndLetsAnUndefinedBarEndIt() {
    assertThat(signals("Streak", Map.of("min_length", 2), "TTTFT?TT")).isEqualTo("FTTFF?FT");
    assertThat(signals("Streak", Map.of("min_length", 2, "max_length", 2), "TTTT"))
        .isEqualTo("FTFF");
    assertThat(signals("Streak", Map.of("condition", false), "TFFT")).isEqualTo("FTTF");
  }

  @Test
  void looksBackOverAWindow() {
    assertThat(signals("Any", Map.of("period", 3), "FFFTFFF?F")).isEqualTo("??FTTTF??");
    assertThat(signals("All", Map.of("period", 3), "TTTFTTT?TTT")).isEqualTo("??TFFFT???T");
  }

  @Test
  void readsTheCalendar() {
    // Thursday 2020-01-30 to Monday 2020-02-03.
    int[] days = {18291, 18292, 18295};
    assertThat(dates(Map.of("first_bar_of", "month"), days)).isEqualTo("?FT");
    assertThat(dates(Map.of("first_bar_of", "year"), days)).isEqualTo("?FF");
    assertThat(dates(Map.of("weekdays", java.util.List.of("monday", "thursday")), days))
        .isEqualTo("TFT");
    assertThat(dates(Map.of("months", java.util.List.of("february")), days)).isEqualTo("FFT");
  }

  private static String dates(Map<String, Object> params, int... days) {
    Signals out = new Signals(days.length);
    Rule.Inputs in = new Rule.Inputs(new double[0][], new Signals[0], days);
    Rules.find("Calendar")
        .orElseThrow()
        .kernel()
        .start(new Params(params))
        .advance(in, 0, days.length, out);
    return text(out, days.length);
  }

  private static double[] s(double... values) {
    return values;
  }

  private static String numbers(String type, Map<String, Object> params, double[]... inputs) {
    Rule rule = Rules.find(type).orElseThrow();
    int bars = inputs[0].length;
    Signals out = new Signals(bars);
    Rule.Inputs in = new Rule.Inputs(inputs, new Signals[0], new int[bars]);
    rule.kernel().start(new Params(params)).advance(in, 0, bars, out);
    return text(out, bars);
  }

  private static String signals(String type, String... inputs) {
    return signals(type, Map.of(), inputs);
  }

  private static String signals(String type, Map<String, Object> params, String... inputs) {
    Rule rule = Rules.find(type).orElseThrow();
    int bars = inputs[0].length();
    Signals[] in = new Signals[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      in[i] = parse(inputs[i]);
    }
    Signals out = new Signals(bars);
    Rule.Pass pass = rule.kernel().start(new Params(params));
    // In two steps, because a new day goes on where the last one ended.
    int first = bars / 2;
    pass.advance(new Rule.Inputs(new double[0][], in, new int[bars]), 0, first, out);
    pass.advance(new Rule.Inputs(new double[0][], in, new int[bars]), first, bars, out);
    return text(out, bars);
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

  private static String text(Signals signals, int bars) {
    StringBuilder text = new StringBuilder();
    for (int t = 0; t < bars; t++) {
      text.append(!signals.isDefined(t) ? '?' : signals.isTrue(t) ? 'T' : 'F');
    }
    return text.toString();
  }
}
