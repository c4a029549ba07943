package openbell.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import openbell.model.market.BarColumns;
import openbell.model.run.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BarCodecTest {
  private static final int BARS = 5_000;

  static Stream<DoubleUnaryOperator> spellings() {
    return Stream.of(
        price -> Math.round(price * 100) / 100d,
        price -> Math.round(price * 1e6) / 1e6,
        price -> (float) price,
        price -> price,
        price -> Math.rint(price * 1e12));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void givesBackEveryBit(DoubleUnaryOperator spelling) {
    // Given
    BarColumns bars = walk(spelling);
    // When
    BarColumns back = BarCodec.decode(BarCodec.encode(bars));
    // Then
    assertThat(back.days()).isEqualTo(bars.days());
    for (int c = 0; c < BarColumns.COLUMNS; c++) {
      assertThat(bits(back.ohlcv()[c])).isEqualTo(bits(bars.ohlcv()[c]));
    }
  }

  @Test
  void keepsPricesWithSixDecimalsSmall() {
    byte[] bytes = BarCodec.encode(walk(price -> Math.round(price * 1e6) / 1e6));
    assertThat(bytes.length).isLessThan(120 * 1024);
  }

  @Test
  void keepsOddNumbersAndNoBarsAtAll() {
    // Given
    double[] odd = {Double.NaN, -0.0, Double.MIN_VALUE};
    int[] days = {-5, 0, Integer.MAX_VALUE};
    // When
    BarColumns back =
        BarCodec.decode(BarCodec.encode(new BarColumns(days, odd, odd, odd, odd, odd)));
    BarColumns none =
        BarCodec.decode(BarCodec.encode(new BarColumns(new int[0], new double[5][0])));
    // Then
    assertThat(back.days()).isEqualTo(days);
    assertThat(bits(back.volume())).isEqualTo(bits(odd));
    assertThat(none.size()).isZero();
  }

  @Test
  void refusesBytesThatItDidNotWrite() {
    // Given
    byte[] bytes = BarCodec.encode(walk(price -> Math.round(price * 100) / 100d));
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    byte[] huge = {'O', 'B', 1, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
    // When, Then
    assertThatThrownBy(() -> BarCodec.decode(longer)).isInstanceOf(FailureException.class);
    assertThatThrownBy(() -> BarCodec.decode(huge)).isInstanceOf(FailureException.class);
    for (int length = 0; length < bytes.length; length += 997) {
      byte[] shorter = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> BarCodec.decode(shorter)).isInstanceOf(FailureException.class);
    }
  }

  private static BarColumns walk(DoubleUnaryOperator spelling) {
    SplittableRandom random = new SplittableRandom(7);
    int[] days = new int[BARS];
    double[][] columns = new double[BarColumns.COLUMNS][BARS];
    double price = 100;
    for (int t = 0; t < BARS; t++) {
      days[t] = 10_000 + t + t / 5 * 2;
      double open = price * random.nextDouble(0.99, 1.01);
      price = open * random.nextDouble(0.97, 1.031);
      columns[0][t] = spelling.applyAsDouble(open);
      columns[1][t] = spelling.applyAsDouble(Math.max(open, price) * random.nextDouble(1, 1.01));
      columns[2][t] = spelling.applyAsDouble(Math.min(open, price) * random.nextDouble(0.99, 1));
      columns[3][t] = spelling.applyAsDouble(price);
      columns[4][t] = random.nextInt(100_000_000);
    }
    return new BarColumns(days, columns);
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
