package openbell.worker.engine.metric;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.RunArtifact.Drawdown;

/// The stretches of a curve below its highest value so far.
final class Falls {
  private static final int MOST = 10;

  private final Curve curve;
  private final List<Fall> deepest = new ArrayList<>(MOST + 1);
  private double squares;
  private double current;
  private int longestDays;
  private int longestBars;
  private int peak;

  /// A fall by bars.
  ///
  /// @param end first bar that is no longer below the peak, or the number of bars
  private record Fall(int peak, int start, int valley, int end, double depth) {}

  Falls(Curve curve) {
    this.curve = curve;
    double[] value = curve.value();
    double high = curve.start();
    int t = 0;
    while (t < value.length) {
      if (value[t] >= high) {
        high = value[t];
        peak = t++;
      } else {
        t = fall(high, t);
      }
    }
  }

  /// Follows a fall to its end.
  private int fall(double high, int start) {
    double[] value = curve.value();
    double inverse = 1 / high;
    double sum = 0;
    double lowest = high;
    int valley = start;
    int t = start;
    for (; t < value.length && value[t] < high; t++) {
      double v = value[t];
      if (v < lowest) {
        lowest = v;
        valley = t;
      }
      double d = v * inverse - 1;
      sum += d * d;
    }
    squares += sum;
    int last = Math.min(t, value.length - 1);
    longestDays = Math.max(longestDays, curve.days()[last] - curve.days()[peak]);
    longestBars = Math.max(longestBars, last - peak);
    current = t == value.length ? curve.last() / high - 1 : 0;
    rank(new Fall(peak, start, valley, t, lowest / high - 1));
    return t;
  }

  private void rank(Fall fall) {
    if (deepest.size() == MOST && fall.depth() >= deepest.getLast().depth()) {
      return;
    }
    int place = deepest.size();
    while (place > 0 && fall.depth() < deepest.get(place - 1).depth()) {
      place--;
    }
    deepest.add(place, fall);
    if (deepest.size() > MOST) {
      deepest.removeLast();
    }
  }

  /// The deepest first.
  List<Drawdown> deepest() {
    List<Drawdown> table = new ArrayList<>(deepest.size());
    for (Fall fall : deepest) {
      int end = fall.end();
      table.add(
          new Drawdown(
              date(fall.peak()),
              date(fall.start()),
              date(fall.valley()),
              end < curve.size() ? date(end) : null,
              fall.depth(),
              end - fall.start(),
              curve.days()[end - 1] - curve.days()[fall.start()] + 1));
    }
    return table;
  }

  /// Lowest ratio of a value to the highest before it, 1 without a fall: the quick way to
  /// {@link #max}.
  static double worst(double start, double[] value) {
    double high = start;
    double worst = 1;
    for (double v : value) {
      if (v > high) {
        high = v;
      } else if (v < worst * high) {
        worst = v / high;
      }
    }
    return worst;
  }

  private LocalDate date(int bar) {
    return LocalDate.ofEpochDay(curve.days()[bar]);
  }

  /// Lowest distance to the highest value before it, 0 or negative.
  double max() {
    return deepest.isEmpty() ? 0 : deepest.getFirst().depth();
  }

  /// Distance of the last value to the highest before it, 0 or negative.
  double current() {
    return current;
  }

  /// Longest time from a peak to its recovery or to the end.
  int longestDays() {
    return longestDays;
  }

  int longestBars() {
    return longestBars;
  }

  double ulcer() {
    return Math.sqrt(squares / (curve.size() - 1));
  }

  /// Calendar days from the last peak to the end.
  int currentDays() {
    return curve.days()[curve.size() - 1] - curve.days()[peak];
  }

  int currentBars() {
    return curve.size() - 1 - peak;
  }
}
