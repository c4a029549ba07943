package openbell.bench.engine;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MAType;
import com.tictactec.ta.lib.MInteger;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.Column;

/// TA-Lib's Java edition. Its output arrays are made once and filled again and again.
final class TaLib {
  private final Core core = new Core();
  private final MInteger begin = new MInteger();
  private final MInteger count = new MInteger();
  private final int last;
  private final double[] high;
  private final double[] low;
  private final double[] close;
  private final double[][] out;

  TaLib(BarSeries bars) {
    this.last = bars.size() - 1;
    this.high = bars.column(Column.HIGH);
    this.low = bars.column(Column.LOW);
    this.close = bars.close();
    this.out = new double[3][bars.size()];
  }

  /// Bar of the first value of the last call.
  int begin() {
    return begin.value;
  }

  /// Values of the last call.
  int count() {
    return count.value;
  }

  /// Fills the outputs, packed to the left.
  double[][] run(Indication indication) {
    var answer =
        switch (indication) {
          case SMA -> core.sma(0, last, close, 20, begin, count, out[0]);
          case EMA -> core.ema(0, last, close, 20, begin, count, out[0]);
          case RSI -> core.rsi(0, last, close, 14, begin, count, out[0]);
          case ATR -> core.atr(0, last, high, low, close, 14, begin, count, out[0]);
          case MACD -> core.macd(0, last, close, 12, 26, 9, begin, count, out[0], out[1], out[2]);
          case BOLLINGER ->
              core.bbands(
                  0, last, close, 20, 2, 2, MAType.Sma, begin, count, out[0], out[1], out[2]);
        };
    if (answer != com.tictactec.ta.lib.RetCode.Success) {
      throw new IllegalStateException("TA-Lib answered " + answer);
    }
    return out;
  }
}
