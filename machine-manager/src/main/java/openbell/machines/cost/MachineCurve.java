package openbell.machines.cost;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many machines there were over a time: a point wherever the number changed. Pure.
///
/// @param points the first is at the begin of the time
public record MachineCurve(List<Point> points) {
  /// A machine that was there this long before the end, and has not ended, is there still: it is
  /// noted now and then only.
  private static final Duration NOTED = Duration.ofMinutes(2);

  public MachineCurve {
    points = List.copyOf(points);
  }

  /// @param machines from this moment on
  public record Point(Instant at, int machines) {}

  /// The number of machines from `from` to `until`.
  public static MachineCurve of(List<MachineSpan> spans, Instant from, Instant until) {
    Map<Instant, Integer> changes = new TreeMap<>();
    changes.put(from, 0);
    for (MachineSpan span : spans) {
      if (span.until().isAfter(from) && span.started().isBefore(until)) {
        changes.merge(span.started().isAfter(from) ? span.started() : from, 1, Integer::sum);
        boolean there = !span.ended() && span.until().plus(NOTED).isAfter(until);
        if (!there && span.until().isBefore(until)) {
          changes.merge(span.until(), -1, Integer::sum);
        }
      }
    }
    List<Point> points = new ArrayList<>();
    int machines = 0;
    for (Map.Entry<Instant, Integer> change : changes.entrySet()) {
      machines += change.getValue();
      if (points.isEmpty() || points.getLast().machines() != machines) {
        points.add(new Point(change.getKey(), machines));
      }
    }
    return new MachineCurve(points);
  }

  public int most() {
    return points.stream().mapToInt(Point::machines).max().orElse(0);
  }
}
