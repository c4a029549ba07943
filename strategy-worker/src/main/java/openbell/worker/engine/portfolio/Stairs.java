package openbell.worker.engine.portfolio;

import java.util.Arrays;

/// A value that changes on few days and stays in between.
final class Stairs {
  private static final int ROOM = 4;

  private int[] days = new int[ROOM];
  private double[] values = new double[ROOM];
  private int size;

  /// From day `i` on, `i` being the newest day or a later one, the value is this.
  void set(int i, double value) {
    if (size > 0 && values[size - 1] == value) {
      return;
    }
    if (size > 0 && days[size - 1] == i) {
      values[size - 1] = value;
      return;
    }
    if (size == days.length) {
      days = Arrays.copyOf(days, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    days[size] = i;
    values[size++] = value;
  }

  int size() {
    return size;
  }

  double value(int step) {
    return values[step];
  }

  int begin(int step) {
    return days[step];
  }

  /// The day after the last one of a step.
  ///
  /// @param last the day after the last one of all
  int end(int step, int last) {
    return step + 1 < size ? days[step + 1] : last;
  }
}
