package openbell.worker.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;

/// Compares results bit for bit.
final class Results {
  private Results() {}

  /// All columns and the equity, as far as the first of them goes.
  static void assertSame(
      Production.Answer.Ran one, Production.Answer.Ran other, String explanation) {
    for (int s = 0; s < one.symbols(); s++) {
      assertSameColumns(s, one, other, explanation);
    }
    double[] equity = one.equity();
    assertThat(Arrays.copyOf(other.equity(), equity.length)).as(explanation).isEqualTo(equity);
  }

  /// All columns of one symbol, as far as the first of them goes.
  static void assertSameColumns(
      int symbol, Production.Answer.Ran one, Production.Answer.Ran other, String explanation) {
    Map<String, double[]> columns = other.columns(symbol);
    for (Map.Entry<String, double[]> column : one.columns(symbol).entrySet()) {
      double[] values = column.getValue();
      assertThat(Arrays.copyOf(columns.get(column.getKey()), values.length))
          .as("%s of symbol %s; %s", column.getKey(), symbol, explanation)
          .isEqualTo(values);
    }
  }
}
