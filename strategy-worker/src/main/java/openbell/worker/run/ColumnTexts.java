package openbell.worker.run;

import java.util.Map;
import java.util.WeakHashMap;

/// Remembers how columns of numbers are written. Prices and indicators are shared between runs as
/// arrays that nobody writes to, so that most of them are written once and then copied.
final class ColumnTexts {
  private static final int CELL = 12;

  // Arrays are their own keys: `equals` of an array is identity. An array that nobody else holds
  // goes, and its text with it.
  private final Map<double[], Column> known = new WeakHashMap<>();
  private final long most;
  private long bytes;

  /// @param most bytes of text that are kept. When they are full everything is forgotten: what is
  /// still in use comes again
  ColumnTexts(long most) {
    this.most = most;
  }

  /// A column of a table.
  ///
  /// @param text a comma and the number of each row, and a padding
  /// @param from where each row begins; one more for the end
  record Column(byte[] text, int[] from) {}

  Column of(double[] values, int decimals) {
    synchronized (known) {
      Column before = known.get(values);
      if (before != null) {
        return before;
      }
    }
    Column column = written(values, decimals);
    synchronized (known) {
      bytes += column.text().length + 4L * column.from().length;
      if (bytes > most) {
        known.clear();
        bytes = 0;
      }
      known.put(values, column);
    }
    return column;
  }

  private static Column written(double[] values, int decimals) {
    ByteText text = new ByteText(CELL * values.length);
    int[] from = new int[values.length + 1];
    for (int row = 0; row < values.length; row++) {
      text.add(',').number(values[row], decimals);
      from[row + 1] = text.size();
    }
    return new Column(text.padded(), from);
  }
}
