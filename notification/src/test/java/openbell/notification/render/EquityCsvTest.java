package openbell.notification.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EquityCsvTest {

  @Test
  void readsOnlyTheLastSessions() {
    // Given
    String csv =
        "Date,Equity,Cash,Drawdown\n2018-01-02,1,0,0\n2018-01-03,2,0,0\n2018-01-04,3,0,0\n";
    // When
    Curve curve = EquityCsv.tail(csv.getBytes(UTF_8), 2).orElseThrow();
    // Then
    assertThat(curve.equity()).containsExactly(2, 3);
    assertThat(curve.dates().getFirst()).isEqualTo(LocalDate.parse("2018-01-03"));
    assertThat(curve.benchmark()).isEmpty();
  }

  @Test
  void letsTheBenchmarkStartWhereTheEquityStarts() {
    // Given
    String csv =
        "Date,Equity,Cash,Drawdown,Benchmark\n2018-01-02,100,0,0,50\n2018-01-03,101,0,0,55\n";
    // When
    Curve curve = EquityCsv.tail(csv.getBytes(UTF_8), 250).orElseThrow();
    // Then
    assertThat(curve.benchmark()).containsExactly(new double[] {100, 110}, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Date,Equity,Cash,Drawdown\n",
        "Date,Equity,Cash,Drawdown\n2018-01-02,1,0,0\n",
        "Date,Equity,Cash,Drawdown\n2018-01-02,x,0,0\n2018-01-03,2,0,0\n",
        "Date,Equity,Cash,Drawdown\n2018-13-02,1,0,0\n2018-01-03,2,0,0\n",
        "Date,Equity,Cash,Drawdown\n2018-01-02\n2018-01-03\n",
        "Date,Equity,Cash,Drawdown\n2018-01-02,NaN,0,0\n2018-01-03,2,0,0\n"
      })
  void makesNoCurveOfWhatIsNotOne(String csv) {
    // When
    var curve = EquityCsv.tail(csv.getBytes(UTF_8), 250);
    // Then
    assertThat(curve).isEmpty();
  }
}
