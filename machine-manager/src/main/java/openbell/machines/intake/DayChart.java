package openbell.machines.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import openbell.machines.cost.MachineCurve;
import openbell.machines.cost.MachineCurve.Point;

/// Machines over a time as a picture, drawn here so that the page needs no script.
///
/// @param line path of an SVG of {@link #WIDTH} by {@link #HEIGHT}
/// @param area the same, closed at the bottom
/// @param words the same for those who do not see it
/// @param ticks times at equal distances below it
public record DayChart(String line, String area, String words, int most, List<String> ticks) {
  static final int WIDTH = 1_440;
  static final int HEIGHT = 120;

  private static final int TOP = 8;
  private static final int TICKS = 4;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.UK).withZone(ZoneOffset.UTC);

  static DayChart of(MachineCurve curve, Instant from, Instant until) {
    StringBuilder line = new StringBuilder();
    int most = Math.max(1, curve.most());
    int last = 0;
    for (Point point : curve.points()) {
      double x = x(point.at(), from, until);
      double y = y(point.machines(), most);
      line.append(
          line.isEmpty()
              ? String.format(Locale.ROOT, "M%.2f %.2f", x, y)
              : String.format(Locale.ROOT, "H%.2fV%.2f", x, y));
      last = point.machines();
    }
    line.append("H" + WIDTH);
    String words =
        curve.most() == 0
            ? "No machine ran in this time."
            : "At most %d machine%s at the same time; now %d."
                .formatted(curve.most(), curve.most() == 1 ? "" : "s", last);
    Duration step = Duration.between(from, until).dividedBy(TICKS);
    return new DayChart(
        line.toString(),
        line + "V" + HEIGHT + "H0Z",
        words,
        curve.most(),
        IntStream.rangeClosed(0, TICKS)
            .mapToObj(i -> TIME.format(from.plus(step.multipliedBy(i))))
            .toList());
  }

  private static double x(Instant at, Instant from, Instant until) {
    return (double) WIDTH
        * Duration.between(from, at).toMillis()
        / Math.max(1, Duration.between(from, until).toMillis());
  }

  private static double y(int machines, int most) {
    return HEIGHT - (double) (HEIGHT - TOP) * machines / most;
  }
}
