package openbell.worker.run;

import java.util.Map;
import java.util.WeakHashMap;

/// Remembers how columns of numbers are written. Prices and indicators are shared between runs as
/// arrays that nobody writes to; a column that comes a second time is written once and then copied.
final class ColumnTexts {
  /// Bytes of text that are kept. When they are full everything is forgotten: what is still in use
  /// comes again.
  private static final long MOST = 64L << 20;

  private static final Column SEEN = (_, _) -> {};

  // Arrays are their own keys: `equals` of an array is identity. An array that nobody else holds
  // goes, and its text with it.
  private final Map<double[], Column> known = new WeakHashMap<>();
  private long bytes;

  /// One column, row by row.
  interface Column {
    /// Adds a comma and the number of a row.
    void add(int row, ByteText out);
  }

  Column of(double[] values, int decimals) {
    synchronized (known) {
      Column before = known.putIfAbsent(values, SEEN);
      if (before == null) {
        return (row, out) -> out.add(',').number(values[row], decimals);
      }
      if (before instanceof Written) {
        return before;
      }
    }
    Written written = Written.of(values, decimals);
    synchronized (known) {
      bytes += written.size();
      if (bytes > MOST) {
        known.clear();
        bytes = written.size();
      }
      known.put(values, written);
    }
    return written;
  }

  /// @param from where the text of each row begins; one more for the end
  private record Written(byte[] text, int[] from) implements Column {

    static Written of(double[] values, int decimals) {
      ByteText text = new ByteText(12 * values.length);
      int[] from = new int[values.length + 1];
      for (int row = 0; row < values.length; row++) {
        text.add(',').number(values[row], decimals);
        from[row + 1] = text.size();
      }
      return new Written(text.padded(), from);
    }

    @Override
    public void add(int row, ByteText out) {
      out.copy(text, from[row], from[row + 1]);
    }

    long size() {
      return text.length + 4L * from.length;
    }
  }
}
