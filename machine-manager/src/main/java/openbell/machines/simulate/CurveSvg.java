package openbell.machines.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import openbell.machines.simulate.Outcome.Point;

/// Machines and waiting jobs over time, one panel for each way: one SVG file without script or
/// outside parts, readable on light and on dark.
public final class CurveSvg {
  private static final int WIDTH = 760;
  private static final int LEFT = 56;
  private static final int RIGHT = 64;
  private static final int TOP = 74;
  private static final int PANEL = 84;
  private static final int GAP = 40;
  private static final Duration MARGIN = Duration.ofMinutes(2);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  // Colours stand as attributes for readers that drop styles; the style only turns them for dark.
  private static final String STYLE =
      """
      <style>
      @media (prefers-color-scheme: dark) {
      .ground{fill:#12161c}.ink{fill:#e8edf4}.soft{fill:#94a1b2}.rule{stroke:#39424e}
      .machines{fill:#3a6ea5}.waiting{stroke:#f0a35e}
      }
      </style>
      """;

  private final Comparison comparison;
  private final StringBuilder out = new StringBuilder(16_384);
  private final Instant from;
  private final Instant until;

  public CurveSvg(Comparison comparison) {
    this.comparison = comparison;
    Instant first = comparison.scenario().arrivals().getFirst().at();
    from = first.minus(MARGIN);
    until =
        comparison.outcomes().stream()
            .map(outcome -> outcome.curve().getLast().at())
            .max(Instant::compareTo)
            .map(last -> last.isAfter(first) ? last : first)
            .orElse(first)
            .plus(MARGIN);
  }

  public String text() {
    List<Outcome> outcomes = comparison.outcomes();
    int height = TOP + outcomes.size() * (PANEL + GAP) + 8;
    String title = comparison.scenario().letter() + ": " + comparison.scenario().title();
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
            + "height=\"%d\" role=\"img\" aria-labelledby=\"title desc\" "
            + "font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif\">%n",
        WIDTH, height, WIDTH, height);
    add("<title id=\"title\">%s</title>%n<desc id=\"desc\">", x(title));
    add("Machines and waiting jobs over time for each way. %s</desc>%n", x(comparison.verdict()));
    out.append(STYLE);
    add(
        "<rect class=\"ground\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#ffffff\"/>%n",
        WIDTH, height);
    words("ink", 24, 32, "font-size=\"17\" font-weight=\"600\"", title);
    words(
        "soft",
        24,
        52,
        "font-size=\"12\"",
        "blue: machines (left); orange: jobs that wait (right)");
    for (int i = 0; i < outcomes.size(); i++) {
      panel(outcomes.get(i), TOP + i * (PANEL + GAP) + 16);
    }
    return out.append("</svg>\n").toString();
  }

  private void panel(Outcome outcome, int top) {
    int mostMachines = Math.max(1, most(outcome, true));
    int mostWaiting = Math.max(1, most(outcome, false));
    int bottom = top + PANEL;
    words("ink", LEFT, top - 5, "font-size=\"12\" font-weight=\"600\"", heading(outcome));
    add("<path class=\"machines\" fill=\"#9cc3ec\" d=\"M%d %d", LEFT, bottom);
    steps(outcome, true, mostMachines, bottom);
    add(
        "V%d Z\"/>%n<path class=\"waiting\" fill=\"none\" stroke=\"#b4540a\" d=\"M%d %d",
        bottom, LEFT, bottom);
    steps(outcome, false, mostWaiting, bottom);
    add(
        "\"/>%n<path class=\"rule\" stroke=\"#c9d1da\" d=\"M%d %dH%d\"/>%n",
        LEFT, bottom, WIDTH - RIGHT);
    String small = "font-size=\"11\" text-anchor=\"end\"";
    words("soft", LEFT - 6, top + 10, small, Integer.toString(mostMachines));
    words("soft", LEFT - 6, bottom, small, "0");
    words("soft", WIDTH - RIGHT + 6, top + 10, "font-size=\"11\"", Integer.toString(mostWaiting));
    words("soft", LEFT, bottom + 14, "font-size=\"11\"", CLOCK.format(from) + " UTC");
    words("soft", WIDTH - RIGHT, bottom + 14, small, CLOCK.format(until));
  }

  private static String heading(Outcome one) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %d late, %d killed, $%.2f a month",
        one.way(),
        Double.isFinite(one.max())
            ? String.format(Locale.ROOT, "last after %.0f s", one.max())
            : "some never done",
        one.late(),
        one.killed(),
        one.dollarsPerMonth());
  }

  /// The line from point to point; many within one pixel become their greatest.
  private void steps(Outcome outcome, boolean machines, int most, int bottom) {
    int column = LEFT;
    int greatest = 0;
    int last = 0;
    for (Point point : outcome.curve()) {
      int at = column(point.at());
      last = machines ? point.machines() : point.waiting();
      if (at > column) {
        add("V%d H%d", high(greatest, most, bottom), at);
        column = at;
        greatest = last;
      }
      greatest = at == LEFT ? last : Math.max(greatest, last);
    }
    add("V%d V%d H%d", high(greatest, most, bottom), high(last, most, bottom), WIDTH - RIGHT);
  }

  private static int high(int value, int most, int bottom) {
    return bottom - (int) Math.round((double) value * PANEL / most);
  }

  private int column(Instant at) {
    double share =
        (double) Duration.between(from, at).toMillis() / Duration.between(from, until).toMillis();
    return LEFT + (int) Math.round(Math.clamp(share, 0, 1) * (WIDTH - LEFT - RIGHT));
  }

  private static int most(Outcome outcome, boolean machines) {
    return outcome.curve().stream()
        .mapToInt(machines ? Point::machines : Point::waiting)
        .max()
        .orElse(0);
  }

  private void words(String name, int left, int base, String attributes, String text) {
    String fill = name.equals("ink") ? "#17202c" : "#5c6878";
    add(
        "<text class=\"%s\" x=\"%d\" y=\"%d\" %s fill=\"%s\">%s</text>%n",
        name, left, base, attributes, fill, x(text));
  }

  private void add(String pattern, Object... values) {
    out.append(String.format(Locale.ROOT, pattern.replace("%n", "\n"), values));
  }

  private static String x(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
