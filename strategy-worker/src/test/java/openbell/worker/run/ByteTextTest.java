package openbell.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteTextTest {

  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "0,0.00,2",
    "-0.001,0.00,2",
    "-12.345,-12.35,2",
    "0.5,1,0",
    "1234567.125,1234567.125000,6",
    "1e15,1000000000000000.00,2",
    "1e300,1e300,-1"
  })
  void writesNumbersWithAFixedPoint(double value, String text, int decimals) {
    if (decimals >= 0) {
      assertThat(text(new ByteText(1).fixed(value, decimals))).isEqualTo(text);
    } else {
      assertThat(new BigDecimal(text(new ByteText(1).fixed(value, 2)))).isEqualByComparingTo(text);
    }
  }

  @Test
  void dropsZerosAtTheEnd() {
    assertThat(text(new ByteText(1).number(1.5, 6))).isEqualTo("1.5");
    assertThat(text(new ByteText(1).number(100, 6))).isEqualTo("100");
    assertThat(text(new ByteText(1).number(0, 6))).isEqualTo("0");
    assertThat(text(new ByteText(1).number(Double.NaN, 6))).isEmpty();
  }

  @Test
  void agreesWithDecimalArithmeticToTheLastDigitButOne() {
    SplittableRandom random = new SplittableRandom(20261121);
    for (int i = 0; i < 10_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(9));
      BigDecimal exact = new BigDecimal(value).setScale(6, RoundingMode.HALF_UP);
      BigDecimal ours = new BigDecimal(text(new ByteText(1).fixed(value, 6)));
      assertThat(ours.subtract(exact).abs()).isLessThanOrEqualTo(new BigDecimal("0.000001"));
    }
  }

  @Test
  void writesDates() {
    assertThat(text(new ByteText(1).date(18_267))).isEqualTo("2020-01-06");
  }

  @Test
  void writesEveryDateOfManyYearsInAnyOrder() {
    SplittableRandom random = new SplittableRandom(7);
    ByteText text = new ByteText(1);
    for (int i = 0; i < 20_000; i++) {
      int day = random.nextInt(-30_000, 40_000);
      text.clear();
      assertThat(text(text.date(day))).isEqualTo(LocalDate.ofEpochDay(day).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9999.5,9999.5",
    "9999.999999,9999.999999",
    "9999.9999999,10000",
    "12345678.25,12345678.25",
    "99999999,99999999",
    "100000000.5,100000000.5",
    "123456789.000001,123456789.000001",
    "3999999999,3999999999",
    "4000000001.25,4000000001.25",
    "-0.0000001,0",
    "-7,-7"
  })
  void countsDigitsInFours(double value, String text) {
    assertThat(text(new ByteText(1).number(value, 6))).isEqualTo(text);
  }

  @Test
  void repeatsWhatItHasWritten() {
    assertThat(text(new ByteText(1).add("ab,1").again(0, 3))).isEqualTo("ab,1ab,");
  }

  private static String text(ByteText text) {
    return new String(text.bytes(), StandardCharsets.UTF_8);
  }
}
