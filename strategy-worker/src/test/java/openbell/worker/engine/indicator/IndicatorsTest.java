package openbell.worker.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import openbell.model.strategy.Params;
import org.junit.jupiter.api.Test;

class IndicatorsTest {
  private static final double NAN = Double.NaN;

  @Test
  void meansTheLastValues() {
    // 1+2+3, 2+3+4, 3+4+5 over 3
    assertThat(one("SMA", Map.of("period", 3), 1, 2, 3, 4, 5)).containsExactly(NAN, NAN, 2, 3, 4);
  }

  @Test
  void leavesAMeanUndefinedWhileAMissingValueIsInItsWindow() {
    assertThat(one("SMA", Map.of("period", 2), NAN, 1, 3, NAN, 5, 7))
        .containsExactly(NAN, NAN, 2, NAN, NAN, 6);
  }

  @Test
  void startsAnExponentialMeanWithTheSimpleOne() {
    // seed (1+2+3)/3 = 2, k = 1/2: 2 + (6-2)/2 = 4, 4 + (8-4)/2 = 6
    assertThat(one("EMA", Map.of("period", 3), 1, 2, 3, 6, 8)).containsExactly(NAN, NAN, 2, 4, 6);
  }

  @Test
  void keepsTheStateOfARecursionOverAMissingValue() {
    assertThat(one("EMA", Map.of("period", 3), NAN, 1, 2, 3, NAN, 6))
        .containsExactly(NAN, NAN, NAN, 2, NAN, 4);
  }

  @Test
  void weighsGainsAgainstLosses() {
    // changes +2, -1: g = 1, l = 0.5 -> 66.67; then +3: g = (1+3)/2 = 2, l = 0.25 -> 88.89
    double[] rsi = one("RSI", Map.of("period", 2), 10, 12, 11, 14);
    assertThat(rsi[0]).isNaN();
    assertThat(rsi[1]).isNaN();
    assertThat(rsi[2]).isCloseTo(100 * 1 / 1.5, within(1e-12));
    assertThat(rsi[3]).isCloseTo(100 * 2 / 2.25, within(1e-12));
  }

  @Test
  void hasNoRelativeStrengthWithoutAnyChange() {
    assertThat(one("RSI", Map.of("period", 2), 5, 5, 5, 5)).containsOnly(NAN);
  }

  @Test
  void seedsBothMeansOfMacdAtTheSameBar() {
    // At bar 2: fast seed (2+3)/2 = 2.5, slow seed (1+2+3)/3 = 2. At bar 3: fast 2.5 + 2/3 (6-2.5),
    // slow 2 + 1/2 (6-2) = 4.
    double[][] macd =
        all("MACD", Map.of("fast_period", 2, "slow_period", 3, "signal_period", 2), 1, 2, 3, 6);
    double second = 2.5 + 2.0 / 3 * 3.5 - 4;
    assertThat(macd[0][1]).isNaN();
    assertThat(macd[0][2]).isCloseTo(0.5, within(1e-12));
    assertThat(macd[0][3]).isCloseTo(second, within(1e-12));
    assertThat(macd[1][2]).isNaN();
    assertThat(macd[1][3]).isCloseTo((0.5 + second) / 2, within(1e-12));
    assertThat(macd[2][3]).isCloseTo((second - 0.5) / 2, within(1e-12));
  }

  @Test
  void putsBandsAPopulationDeviationAway() {
    // mean 5, deviation sqrt((9+1+1+9)/4) = sqrt(5)
    double[][] bands = all("BollingerBands", Map.of("period", 4, "stddev", 2), 2, 4, 6, 8);
    double half = 2 * Math.sqrt(5);
    assertThat(bands[0][2]).isNaN();
    assertThat(bands[0][3]).isCloseTo(5 + half, within(1e-12));
    assertThat(bands[1][3]).isEqualTo(5);
    assertThat(bands[2][3]).isCloseTo(5 - half, within(1e-12));
    assertThat(bands[3][3]).isCloseTo((3 + half) / (2 * half), within(1e-12));
    assertThat(bands[4][3]).isCloseTo(2 * half / 5, within(1e-12));
  }

  @Test
  void keepsBandsExactOverALongClimb() {
    double[] climb = new double[5_000];
    for (int t = 0; t < climb.length; t++) {
      climb[t] = 0.1 * Math.pow(1.002, t) + 0.01 * (t % 7);
    }
    double[][] bands = all("BollingerBands", Map.of("period", 20, "stddev", 1), climb);
    for (int t = 19; t < climb.length; t++) {
      double mean = 0;
      double squares = 0;
      for (int i = t - 19; i <= t; i++) {
        mean += climb[i] / 20;
      }
      for (int i = t - 19; i <= t; i++) {
        squares += (climb[i] - mean) * (climb[i] - mean) / 20;
      }
      assertThat(bands[0][t]).isCloseTo(mean + Math.sqrt(squares), within(1e-8 * mean));
    }
  }

  @Test
  void keepsSmallDeviationsExactAfterLargeOnes() {
    double[] calm = new double[600];
    for (int t = 0; t < calm.length; t++) {
      calm[t] = t < 300 ? 1e6 * (t % 5) : 100 + 1e-3 * (t % 3);
    }
    // Any three in a row are 0, 1 and 2 thousandths above 100.
    double expected = 1e-3 * Math.sqrt(2.0 / 3);
    double[] deviation = one("StdDev", Map.of("period", 3), calm);
    double[][] bands = all("BollingerBands", Map.of("period", 3, "stddev", 1), calm);
    for (int t = 303; t < calm.length; t++) {
      assertThat(deviation[t]).isCloseTo(expected, within(1e-9 * expected));
      assertThat(bands[0][t] - bands[1][t]).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  @Test
  void startsEachMeanOfPpoByItself() {
    // At bar 2: fast (1+2)/2 = 1.5, then 1.5 + 2/3 (6-1.5) = 4.5; slow (1+2+6)/3 = 3.
    assertThat(one("PPO", Map.of("fast_period", 2, "slow_period", 3), 1, 2, 6)[2])
        .isCloseTo(50, within(1e-12));
  }

  @Test
  void turnsTheSuperTrendWhenTheCloseLeavesItsBand() {
    double[][] in = {{11, 11, 11, 31, 11}, {9, 9, 9, 29, 9}, {10, 10, 10, 30, 10}};
    Map<String, double[]> out =
        Computed.of(
            Indicators.find("SuperTrend").orElseThrow(),
            Map.of("period", 1, "multiplier", 0.5),
            in,
            5);
    // Ranges of bars 1 to 4: 2, 2, 21, 21. Lower band 9 and 9, then 30 - 10.5 = 19.5; the close of
    // 10 is below it, and the upper band is 10 + 10.5, the close before was above the old 11.
    assertThat(out.get("value")).containsExactly(NAN, 9, 9, 19.5, 20.5);
    assertThat(out.get("direction")).containsExactly(NAN, 1, 1, 1, -1);
  }

  @Test
  void smoothsTheTrueRange() {
    Indicator atr = Indicators.find("ATR").orElseThrow();
    double[] high = {10, 12, 13, 20};
    double[] low = {9, 11, 9, 18};
    double[] close = {9.5, 11.5, 10, 19};
    double[][] out = new double[1][4];
    // Ranges: max(1, 12-9.5) = 2.5; max(4, 1.5, 2.5) = 4; max(2, 20-10) = 10
    atr.kernel()
        .start(new Params(Map.of("period", 2)))
        .advance(new double[][] {high, low, close}, 0, high.length, out);
    assertThat(out[0]).containsExactly(NAN, NAN, 3.25, (3.25 + 10) / 2);
  }

  @Test
  void findsTheExtremesOfAWindow() {
    assertThat(one("HighestValue", Map.of("period", 2), 3, 1, 2, 5, 4))
        .containsExactly(NAN, 3, 2, 5, 5);
    assertThat(one("LowestValue", Map.of("period", 3), 3, 1, 2, 5, 4))
        .containsExactly(NAN, NAN, 1, 1, 2);
    assertThat(one("HighestValue", Map.of("period", 2), 3, NAN, 2, 5))
        .containsExactly(NAN, NAN, NAN, 5);
  }

  @Test
  void measuresChangeInPercent() {
    assertThat(one("ROC", Map.of("period", 2), 4, 5, 6)).containsExactly(NAN, NAN, 50);
    assertThat(one("ROC", Map.of("period", 1), 0, 5)).containsExactly(NAN, NAN);
  }

  private static double[] one(String type, Map<String, Object> params, double... values) {
    return all(type, params, values)[0];
  }

  private static double[][] all(String type, Map<String, Object> params, double... values) {
    Indicator indicator = Indicators.find(type).orElseThrow();
    double[][] out = new double[indicator.outputs().size()][values.length];
    indicator
        .kernel()
        .start(complete(indicator, params))
        .advance(new double[][] {values}, 0, values.length, out);
    return out;
  }

  private static Params complete(Indicator indicator, Map<String, Object> params) {
    Map<String, Object> all = new TreeMap<>(indicator.defaults().values());
    all.putAll(params);
    return new Params(all);
  }
}
