package openbell.worker.engine.metric;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import openbell.model.artifact.RunArtifact.Drawdown;

/// The stretches of a curve below its highest value so far.
final class Falls {
  private static final int MOST = 10;

  private final Curve curve;
  private final List<Drawdown> deepest = new ArrayList<>(MOST + 1);
  private double squares;
  private int longestDays;
  private int longestBars;
  private double current;
  private int peak;

  // The fall that lasts.
  private int start;
  private int valley;

  Falls(Curve curve) {
    this.curve = curve;
    walk();
  }

  private void walk() {
    double[] value = curve.value();
    double high = curve.start();
    double lowest = 0;
    double inverse = 1 / high;
    boolean falling = false;
    for (int t = 0; t < value.length; t++) {
      double v = value[t];
      if (v >= high) {
        if (falling) {
          end(high, t, true);
          falling = false;
        }
        high = v;
        peak = t;
        continue;
      }
      if (!falling) {
        falling = true;
        inverse = 1 / high;
        start = t;
        lowest = high;
      }
      if (v < lowest) {
        lowest = v;
        valley = t;
      }
      double d = v * inverse - 1;
      squares += d * d;
    }
    if (falling) {
      end(high, value.length, false);
      current = curve.last() / high - 1;
    }
  }

  /// @param t bar that is no longer below `high`
  private void end(double high, int t, boolean recovered) {
    int last = Math.min(t, curve.size() - 1);
    longestDays = Math.max(longestDays, curve.days()[last] - curve.days()[peak]);
    longestBars = Math.max(longestBars, last - peak);
    double depth = curve.value()[valley] / high - 1;
    if (deepest.size() == MOST && depth >= deepest.getLast().depth()) {
      return;
    }
    int place = deepest.size();
    while (place > 0 && depth < deepest.get(place - 1).depth()) {
      place--;
    }
    deepest.add(
        place,
        new Drawdown(
            date(peak),
            date(start),
            date(valley),
            recovered ? date(t) : null,
            depth,
            t - start,
            curve.days()[t - 1] - curve.days()[start] + 1));
    if (deepest.size() > MOST) {
      deepest.removeLast();
    }
  }

  private LocalDate date(int bar) {
    return LocalDate.ofEpochDay(curve.days()[bar]);
  }

  /// The deepest first.
  List<Drawdown> deepest() {
    return deepest;
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
