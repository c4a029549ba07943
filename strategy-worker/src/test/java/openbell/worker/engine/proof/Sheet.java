package openbell.worker.engine.proof;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.Column;

/// The bars of one symbol as a plain table.
record Sheet(
    String symbol,
    int[] days,
    double[] open,
    double[] high,
    double[] low,
    double[] close,
    double[] volume) {

  static Sheet of(BarSeries bars) {
    return new Sheet(
        bars.symbol(),
        bars.days(),
        bars.column(Column.OPEN),
        bars.column(Column.HIGH),
        bars.column(Column.LOW),
        bars.column(Column.CLOSE),
        bars.column(Column.VOLUME));
  }

  int size() {
    return days.length;
  }

  /// Row of the bar of `day`; negative when there is none.
  int row(int day) {
    return Arrays.binarySearch(days, day);
  }

  /// A column as documents name it; those that combine several are calculated.
  Line.Numbers column(String name) {
    return switch (name) {
      case "Open" -> Line.Numbers.exact(open);
      case "High" -> Line.Numbers.exact(high);
      case "Low" -> Line.Numbers.exact(low);
      case "Close" -> Line.Numbers.exact(close);
      case "Volume" -> Line.Numbers.exact(volume);
      case "HL2" -> combined(t -> (high[t] + low[t]) / 2);
      case "HLC3" -> combined(t -> (high[t] + low[t] + close[t]) / 3);
      case "OHLC4" -> combined(t -> (open[t] + high[t] + low[t] + close[t]) / 4);
      default -> throw new IllegalArgumentException("the reference has no column " + name);
    };
  }

  private Line.Numbers combined(IntToDoubleFunction at) {
    double[][] values = {IntStream.range(0, size()).mapToDouble(at).toArray()};
    return Shake.joined(List.of("value"), List.<double[][]>of(values), Formula.CALCULATED);
  }
}
