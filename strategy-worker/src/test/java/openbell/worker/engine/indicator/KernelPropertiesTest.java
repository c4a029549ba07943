package openbell.worker.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import openbell.model.strategy.Params;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.Column;
import openbell.worker.testing.Bars;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every kernel and every history. A failure names its seed.
class KernelPropertiesTest {
  private static final double NAN = Double.NaN;
  private static final int BARS = 2_300;
  private static final long[] SEEDS = {20261121, 7, 424242};

  /// Every kernel that a document can reach, variants included.
  record Subject(Indicator indicator, Params params) {
    @Override
    public String toString() {
      return indicator.type() + " " + params.values();
    }

    int first() {
      return indicator.first().applyAsInt(params);
    }
  }

  static Stream<Subject> subjects() {
    Stream<Subject> plain =
        Stream.of(Indicators.all(), Indicators.transformers())
            .flatMap(List::stream)
            .map(one -> subject(one, Map.of("value", 42)));
    return Stream.concat(plain, variants());
  }

  private static Stream<Subject> variants() {
    return Stream.of(
        subject("SMA", Map.of("period", 1)),
        subject("EMA", Map.of("period", 1)),
        subject("RSI", Map.of("period", 1)),
        subject("ATR", Map.of("period", 1)),
        subject("ADX", Map.of("period", 2)),
        subject("HMA", Map.of("period", 1)),
        subject("HighestValue", Map.of("period", 1)),
        subject("Aroon", Map.of("period", 1)),
        subject("HighestValue", Map.of("period", 256)),
        subject("SMA", Map.of("period", 1_500)),
        subject("BollingerBands", Map.of("period", 1_500)),
        subject("WMA", Map.of("period", 1_024)),
        subject("StdDev", Map.of("period", 1_025, "ddof", 1)),
        subject("MACD", Map.of("fast_period", 26, "slow_period", 12, "signal_period", 1)),
        subject("PPO", Map.of("method", "simple")),
        subject("TRIMA", Map.of("period", 13)),
        subject("ChaikinOscillator", Map.of("fast_period", 10, "slow_period", 3)),
        subject("ChandelierExit", Map.of("direction", "short")),
        transformer("MovingAverageTransformer", Map.of("method", "weighted")),
        transformer("MovingAverageTransformer", Map.of("method", "exponential")),
        transformer("RelativeStrengthTransformer", Map.of("reference", "lookback")),
        transformer("RelativeStrengthTransformer", Map.of("reference", "value", "value", 3)));
  }

  private static Subject subject(String type, Map<String, Object> params) {
    return subject(Indicators.find(type).orElseThrow(), params);
  }

  private static Subject transformer(String type, Map<String, Object> params) {
    return subject(Indicators.transformer(type).orElseThrow(), params);
  }

  private static Subject subject(Indicator indicator, Map<String, Object> params) {
    return new Subject(indicator, Computed.complete(indicator, params));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void hasItsFirstValueWhereItSays(Subject subject) {
    double[][] out = whole(subject, columns(subject, 1), BARS);
    for (double[] values : out) {
      assertThat(values[subject.first()]).as("the first value").isNotNaN();
      assertThat(Arrays.stream(values).skip(subject.first()))
          .as("values after the first")
          .doesNotContain(NAN);
    }
    if (subject.first() > 0) {
      assertThat(Arrays.stream(out).map(values -> values[subject.first() - 1]))
          .as("an output that is not defined before")
          .contains(NAN);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void goesOnWithTheSameBitsAfterAnyCut(Subject subject) {
    for (long seed : SEEDS) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] in = columns(subject, seed);
      injectGaps(in, random);
      double[][] expected = whole(subject, in, BARS);
      double[][] out = empty(subject, BARS);
      Pass pass = subject.indicator().kernel().start(subject.params());
      for (int from = 0; from < BARS; ) {
        int to = Math.min(BARS, from + 1 + random.nextInt(random.nextInt(4) == 0 ? 700 : 3));
        Pass next = pass.copy();
        // The original goes astray: a copy does not notice.
        pass.advance(nonsense(in, from), from, to, empty(subject, to));
        next.advance(cutOff(in, to), from, to, out);
        pass = next;
        from = to;
      }
      assertSameBits(out, expected, BARS, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void touchesNothingBeyondTheEnd(Subject subject) {
    double[][] in = columns(subject, 5);
    int to = 1_700;
    double[][] long1 = empty(subject, BARS);
    for (double[] values : long1) {
      Arrays.fill(values, -77);
    }
    subject.indicator().kernel().start(subject.params()).advance(in, 0, to, long1);
    double[][] exact = whole(subject, cutOff(in, to), to);
    assertSameBits(long1, exact, to, 5);
    for (double[] values : long1) {
      assertThat(Arrays.stream(values).skip(to)).containsOnly(-77.0);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void startsLaterWhenItsInputsDo(Subject subject) {
    int missing = 150;
    double[][] in = columns(subject, 11);
    double[][] late = new double[in.length][];
    for (int i = 0; i < in.length; i++) {
      late[i] = new double[BARS];
      Arrays.fill(late[i], 0, missing, NAN);
      System.arraycopy(in[i], 0, late[i], missing, BARS - missing);
    }
    double[][] usual = whole(subject, in, BARS);
    double[][] moved = whole(subject, late, BARS);
    boolean readsNothing = in.length == 0;
    for (int o = 0; o < usual.length; o++) {
      for (int t = 0; t < 900; t++) {
        double before = usual[o][t];
        double after = moved[o][t + (readsNothing ? 0 : missing)];
        assertThat(close(after, before)).as("%s and %s at %s", after, before, t).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void recoversFromAMissingBar(Subject subject) {
    double[][] in = columns(subject, 17);
    int gap = 1_600;
    for (double[] column : in) {
      column[gap] = NAN;
    }
    double[][] out = whole(subject, in, BARS);
    for (double[] values : out) {
      boolean looksAtTheBar = in.length > 0 && !subject.indicator().type().equals("Lag");
      assertThat(Double.isNaN(values[gap])).isEqualTo(looksAtTheBar);
      assertThat(Arrays.stream(values).skip(gap + 1L + Math.max(subject.first(), 30)))
          .as("values a while after the gap")
          .doesNotContain(NAN);
      assertThat(Arrays.stream(values)).noneMatch(value -> Double.isInfinite(value));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void makesNoNoiseOfAFlatSeries(Subject subject) {
    for (double[] values : whole(subject, flattened(subject), BARS)) {
      assertThat(Arrays.stream(values)).noneMatch(value -> Double.isInfinite(value));
      assertThat(close(values[BARS - 1], values[BARS - 2])).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SMA, value, 73.13",
    "WMA, value, 73.13",
    "TRIMA, value, 73.13",
    "HMA, value, 73.13",
    "VWMA, value, NaN",
    "BollingerBands, middle, 73.13",
    "BollingerBands, upper, 73.13",
    "BollingerBands, percent_b, NaN",
    "BollingerBands, width, 0",
    "StdDev, value, 0",
    "Variance, value, 0",
    "ZScore, value, NaN",
    "Volatility, value, 0",
    "CCI, value, NaN",
    "Stochastic, d, NaN",
    "WilliamsR, value, NaN",
    "MFI, value, NaN",
    "LinReg, value, 73.13",
    "LinRegSlope, value, 0",
    "UltimateOscillator, value, NaN",
    "BOP, value, NaN",
    "DonchianChannels, middle, 73.13",
    "PercentFromHighest, value, 0",
    "ROC, value, 0"
  })
  void saysExactlyWhatAFlatWindowIs(String type, String output, double expected) {
    Subject subject = subject(type, Map.of());
    double[][] out = whole(subject, flattened(subject), BARS);
    double[] values = out[subject.indicator().outputs().indexOf(output)];
    assertThat(Arrays.stream(values).skip(400))
        .allMatch(value -> Double.compare(value, expected) == 0);
  }

  /// A walk that stops at one price, without volume.
  private static double[][] flattened(Subject subject) {
    double[][] in = columns(subject, 23);
    for (int i = 0; i < in.length; i++) {
      boolean volume = subject.indicator().reads().get(i) == Column.VOLUME;
      Arrays.fill(in[i], 300, BARS, volume ? 0 : 73.13);
    }
    return in;
  }

  private static boolean close(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) == Double.isNaN(b);
    }
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  }

  private static void assertSameBits(double[][] out, double[][] expected, int bars, long seed) {
    for (int o = 0; o < expected.length; o++) {
      for (int t = 0; t < bars; t++) {
        if (Double.doubleToLongBits(out[o][t]) != Double.doubleToLongBits(expected[o][t])) {
          assertThat(out[o][t])
              .as("output %s, bar %s, seed %s", o, t, seed)
              .isEqualTo(expected[o][t]);
        }
      }
    }
  }

  private static double[][] columns(Subject subject, long seed) {
    BarSeries bars = Bars.walk("AAA", BARS, 20, new SplittableRandom(seed));
    return subject.indicator().reads().stream()
        .map(column -> bars.column(column).clone())
        .toArray(double[][]::new);
  }

  private static void injectGaps(double[][] in, SplittableRandom random) {
    for (double[] column : in) {
      Arrays.fill(column, 0, random.nextInt(5), NAN);
      for (int i = 0; i < 6; i++) {
        int at = random.nextInt(BARS - 5);
        Arrays.fill(column, at, at + 1 + random.nextInt(3), NAN);
      }
    }
  }

  private static double[][] nonsense(double[][] in, int from) {
    double[][] other = cutOff(in, in.length == 0 ? 0 : in[0].length);
    for (double[] column : other) {
      Arrays.fill(column, from, column.length, 1e6);
    }
    return other;
  }

  private static double[][] cutOff(double[][] in, int to) {
    return Arrays.stream(in).map(column -> Arrays.copyOf(column, to)).toArray(double[][]::new);
  }

  private static double[][] whole(Subject subject, double[][] in, int bars) {
    double[][] out = empty(subject, bars);
    subject.indicator().kernel().start(subject.params()).advance(in, 0, bars, out);
    return out;
  }

  private static double[][] empty(Subject subject, int bars) {
    return new double[subject.indicator().outputs().size()][bars];
  }
}
