package openbell.worker.engine.plan;

import java.util.Arrays;
import openbell.worker.engine.rule.Signals;

/// What a step gives: number series, one per output, or one signal. They may grow at the end.
final class Values {
  private final double[][] numbers;
  private final Signals signals;
  private final boolean borrowed;

  private Values(double[][] numbers, Signals signals, boolean borrowed) {
    this.numbers = numbers;
    this.signals = signals;
    this.borrowed = borrowed;
  }

  /// @param outputs how many number series
  static Values numbers(int outputs) {
    return new Values(new double[outputs][0], new Signals(0), false);
  }

  static Values signal() {
    return new Values(new double[0][], new Signals(0), false);
  }

  /// One number series that belongs to somebody else and is put in place by the work.
  static Values borrowed() {
    return new Values(new double[1][0], new Signals(0), true);
  }

  double[][] numbers() {
    return numbers;
  }

  Signals signals() {
    return signals;
  }

  /// Makes room for this many bars, and for some more when it has to grow. Whoever reads the old
  /// arrays may go on reading them.
  void reserve(int bars, int spare) {
    if (borrowed) {
      return;
    }
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i].length < bars) {
        numbers[i] = Arrays.copyOf(numbers[i], numbers[i].length == 0 ? bars : bars + spare);
      }
    }
    if (numbers.length == 0) {
      signals.reserve(bars);
    }
  }

  /// The first `bars` bars, with room for `capacity`.
  Values copy(int bars, int capacity) {
    double[][] copies = new double[numbers.length][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = new double[capacity];
      System.arraycopy(numbers[i], 0, copies[i], 0, bars);
    }
    return new Values(copies, signals.copy(capacity), false);
  }

  /// Forgets everything.
  void clear() {
    Arrays.fill(numbers, new double[0]);
    signals.clear();
  }

  /// Memory of one bar, rounded up to whole bytes.
  long bytesPerBar() {
    return borrowed ? 0 : Math.max(1, Double.BYTES * numbers.length);
  }
}
