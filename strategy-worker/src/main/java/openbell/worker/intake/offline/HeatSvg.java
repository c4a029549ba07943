package openbell.worker.intake.offline;

import java.util.List;
import java.util.Locale;

/// A heat map as a picture: one SVG file without script or outside parts, readable on light and on
/// dark, and by readers who do not tell red from green.
final class HeatSvg {
  private static final int LEFT = 96;
  private static final int TOP = 92;
  private static final int BELOW = 150;
  private static final int RIGHT = 28;
  private static final int LEAST_WIDTH = 620;
  private static final int USUAL_ACROSS = 760;
  private static final int USUAL_UP = 420;

  /// Smaller frames cannot be told apart.
  private static final int LEAST_MARK = 14;

  private static final String DASHES = " stroke-dasharray=\"4 3\"";

  // Colours stand as attributes for readers that drop styles; the style only turns them for dark.
  private static final String STYLE =
      """
      <style>
      @media (prefers-color-scheme: dark) {
      .ground{fill:#12161c}.ink{fill:#e8edf4}.soft{fill:#94a1b2}
      .none{fill:#1c232c}.hatch{stroke:#5b6878}
      }
      </style>
      <defs><pattern id="refused" width="7" height="7" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect class="none" width="7" height="7" fill="#eef1f5"/>\
      <path class="hatch" d="M0 0V7" stroke="#a9b3c0" stroke-width="2"/></pattern></defs>
      """;

  private final HeatMap map;
  private final Ranking ranking;
  private final String subtitle;
  private final StringBuilder out = new StringBuilder(8_192);
  private final int cellWidth;
  private final int cellHeight;
  private final int width;
  private final int bottom;

  /// @param subtitle what was swept over, e.g. symbols and days
  HeatSvg(HeatMap map, String subtitle) {
    this.map = map;
    this.ranking = map.ranking();
    this.subtitle = subtitle;
    this.cellWidth = Math.clamp(USUAL_ACROSS / map.columns(), 4, 84);
    this.cellHeight = Math.clamp(USUAL_UP / map.rows(), 4, 44);
    this.width = Math.max(LEAST_WIDTH, LEFT + map.columns() * cellWidth + RIGHT);
    this.bottom = TOP + map.rows() * cellHeight;
  }

  String text() {
    head();
    for (int row = 0; row < map.rows(); row++) {
      for (int column = 0; column < map.columns(); column++) {
        cell(column, row);
      }
    }
    marked(ranking.grid().own(), DASHES);
    marked(ranking.best(), "");
    axes();
    legend();
    return out.append("</svg>\n").toString();
  }

  private void head() {
    int height = bottom + BELOW;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
            + "height=\"%d\" role=\"img\" aria-labelledby=\"title desc\" "
            + "font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif\">%n",
        width, height, width, height);
    String title = ranking.metric().name() + " of " + ranking.name();
    add("<title id=\"title\">%s</title>%n<desc id=\"desc\">%s</desc>%n", x(title), x(summary()));
    out.append(STYLE);
    add(
        "<rect class=\"ground\" width=\"%d\" height=\"%d\" rx=\"10\" fill=\"#ffffff\"/>%n",
        width, height);
    write("ink", 24, 34, "font-size=\"17\" font-weight=\"600\"", Words.cut(title, 64, "…"));
    write("soft", 24, 55, "font-size=\"12\"", Words.cut(subtitle, 96, "…"));
  }

  private String summary() {
    String best =
        ranking.best() < 0
            ? "No combination has a value."
            : "Best: "
                + ranking.grid().label(ranking.best())
                + " with "
                + ranking.metric().text(ranking.value(ranking.best()))
                + ".";
    return String.format(
        Locale.ROOT,
        "A heat map of %s over %s (to the right) and %s (upwards). %s %d evaluated, %d refused. %s",
        ranking.metric().name(),
        map.across().name(),
        map.up().name(),
        best,
        ranking.rows().size(),
        ranking.refused().size(),
        SweepReport.CAUTION);
  }

  private void cell(int column, int row) {
    int index = map.index(column, row);
    int left = LEFT + column * cellWidth;
    int top = bottom - (row + 1) * cellHeight;
    double value = ranking.value(index);
    int gap = Math.min(cellWidth, cellHeight) > 8 ? 1 : 0;
    String fill =
        switch (ranking.outcomes().get(index)) {
          case Outcome.Tried _ when !Double.isNaN(value) ->
              "fill=\"" + HeatColour.of(map.place(value)).hex() + "\"";
          case Outcome.Tried _, Outcome.NotReached _ -> "class=\"none\" fill=\"#eef1f5\"";
          case Outcome.Refused _ -> "fill=\"url(#refused)\"";
        };
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" %s><title>%s</title></rect>%n",
        left, top, cellWidth - gap, cellHeight - gap, fill, x(told(index)));
    if (!Double.isNaN(value) && cellWidth >= 40 && cellHeight >= 18) {
      add(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"12\" fill=\"%s\" "
              + "pointer-events=\"none\">%s</text>%n",
          left + cellWidth / 2,
          top + cellHeight / 2 + 4,
          HeatColour.of(map.place(value)).ink(),
          x(ranking.metric().bare(value)));
    }
  }

  private String told(int index) {
    String said =
        switch (ranking.outcomes().get(index)) {
          case Outcome.Tried _ -> ranking.metric().text(ranking.value(index));
          case Outcome.Refused(var reason) -> "refused, " + reason;
          case Outcome.NotReached() -> "not evaluated";
        };
    return ranking.grid().label(index) + ": " + said;
  }

  private void marked(int index, String dashes) {
    if (index >= 0) {
      int[] places = ranking.grid().places(index);
      int wide = Math.max(LEAST_MARK, cellWidth - 2);
      int high = Math.max(LEAST_MARK, cellHeight - 2);
      int middle = LEFT + places[0] * cellWidth + cellWidth / 2;
      int centre = bottom - places[1] * cellHeight - cellHeight / 2;
      frame(middle - wide / 2, centre - high / 2, wide, high, dashes);
    }
  }

  /// White on dark, so that it is seen on every colour.
  private void frame(int left, int top, int wide, int high, String dashes) {
    for (String stroke :
        List.of(
            "stroke=\"#17202c\" stroke-width=\"4\"",
            "stroke=\"#ffffff\" stroke-width=\"2\"" + dashes)) {
      add(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" rx=\"2\" %s/>%n",
          left, top, wide, high, stroke);
    }
  }

  private void axes() {
    int every = every(map.columns(), cellWidth, 44);
    for (int column = 0; column < map.columns(); column += every) {
      int at = LEFT + column * cellWidth + cellWidth / 2;
      String label = Words.cut(map.across().label(column), 12, "…");
      write("soft", at, bottom + 18, "text-anchor=\"middle\" font-size=\"12\"", label);
    }
    for (int row = 0; row < map.rows(); row += every(map.rows(), cellHeight, 16)) {
      int at = bottom - row * cellHeight - cellHeight / 2 + 4;
      String label = Words.cut(map.up().label(row), 10, "…");
      write("soft", LEFT - 8, at, "text-anchor=\"end\" font-size=\"12\"", label);
    }
    int middle = LEFT + map.columns() * cellWidth / 2;
    write(
        "ink", middle, bottom + 40, "text-anchor=\"middle\" font-size=\"13\"", map.across().name());
    write("ink", 24, TOP - 12, "font-size=\"13\"", map.up().name());
  }

  private static int every(int count, int size, int wanted) {
    return Math.max(1, Math.min(count, (wanted + size - 1) / size));
  }

  private void legend() {
    int top = bottom + 66;
    List<HeatColour> colours = HeatColour.ANCHORS;
    out.append("<defs><linearGradient id=\"scale\">");
    for (int i = 0; i < colours.size(); i++) {
      add(
          "<stop offset=\"%.2f\" stop-color=\"%s\"/>",
          (double) i / (colours.size() - 1), colours.get(i).hex());
    }
    out.append("</linearGradient></defs>\n");
    add(
        "<rect x=\"24\" y=\"%d\" width=\"200\" height=\"12\" rx=\"2\" fill=\"url(#scale)\"/>%n",
        top);
    String small = "font-size=\"12\"";
    write("soft", 24, top + 28, small, ranking.metric().text(map.worst()));
    write("soft", 224, top + 28, "text-anchor=\"end\" " + small, ranking.metric().text(map.best()));
    frame(257, top - 1, 18, 14, "");
    write("soft", 284, top + 10, small, "best");
    frame(333, top - 1, 18, 14, DASHES);
    write("soft", 360, top + 10, small, "as in the document");
    swatch(494, top - 1, "fill=\"url(#refused)\"");
    write("soft", 520, top + 10, small, "refused");
    swatch(494, top + 18, "class=\"none\" fill=\"#eef1f5\"");
    write("soft", 520, top + 29, small, "no value");
    write("soft", 24, top + 58, small, SweepReport.CAUTION);
  }

  private void swatch(int left, int top, String fill) {
    add("<rect x=\"%d\" y=\"%d\" width=\"18\" height=\"14\" %s/>%n", left, top, fill);
  }

  private void write(String name, int left, int base, String attributes, String text) {
    String fill = name.equals("ink") ? "#17202c" : "#5c6878";
    add(
        "<text class=\"%s\" x=\"%d\" y=\"%d\" %s fill=\"%s\">%s</text>%n",
        name, left, base, attributes, fill, x(text));
  }

  private void add(String pattern, Object... values) {
    out.append(String.format(Locale.ROOT, pattern.replace("%n", "\n"), values));
  }

  private static String x(String text) {
    return Words.plain(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
