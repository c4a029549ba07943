package openbell.worker.run;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.metric.Benchmark;
import openbell.worker.engine.portfolio.Fill;
import openbell.worker.engine.portfolio.Simulation;

/// The equity curve as a picture: one SVG file without script or outside parts, readable on light
/// and on dark.
final class Chart {
  private static final int LEFT = 76;
  private static final int RIGHT = 936;
  private static final int TOP = 64;
  private static final int BOTTOM = 316;
  private static final int LOSS_TOP = 340;
  private static final int LOSS_BOTTOM = 400;
  private static final int MOST_MARKERS = 400;

  // Colours stand as attributes for readers that drop styles; the style only turns them for dark.
  private static final String HEAD =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 440" role="img" \
      font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif">
      <style>
      @media (prefers-color-scheme: dark) {
      .ground{fill:#12161c}.ink{fill:#e8edf4}.soft{fill:#94a1b2}.grid{stroke:#2a323d}
      .line{stroke:#5b9dff}.area{fill:#5b9dff}.other{stroke:#94a1b2}.loss{fill:#ff7a70}
      .buy{fill:#3fd08b}.sell{fill:#ff7a70}.buy,.sell{stroke:#12161c}
      }
      </style>
      <defs><linearGradient id="fade" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#fff" stop-opacity=".30"/>
      <stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>
      <mask id="fading"><rect x="0" y="64" width="960" height="252" fill="url(#fade)"/></mask>
      </defs>
      <rect class="ground" width="960" height="440" rx="10" fill="#ffffff"/>
      """;

  private static final byte[] BUY = bytes("<path class=\"buy\" fill=\"#12875a\" d=\"M");
  private static final byte[] SELL = bytes("<path class=\"sell\" fill=\"#d03b33\" d=\"M");
  private static final byte[] BUY_TITLE = bytes("l4.5 8h-9z\"><title>Buy ");
  private static final byte[] SELL_TITLE = bytes("l4.5-8h-9z\"><title>Sell ");
  private static final byte[] AT = bytes(" at ");
  private static final byte[] END = bytes("</title></path>\n");

  private final RunResult result;
  private final Simulation run;
  private final double[] drawdown;
  private final ByteText out;
  private final Scale money;
  private final Polyline line;
  private final int size;

  /// @param drawdown distance of each value to the highest before it
  /// @param out is written to
  Chart(RunResult result, double[] drawdown, ByteText out) {
    this.result = result;
    this.drawdown = drawdown;
    this.out = out;
    this.run = result.simulation();
    this.size = run.equity().length;
    Benchmark benchmark = result.benchmark();
    double low = Math.min(result.initialCapital(), least(run.equity()));
    double high = Math.max(result.initialCapital(), greatest(run.equity()));
    if (benchmark != null) {
      low = Math.min(low, least(benchmark.value()));
      high = Math.max(high, greatest(benchmark.value()));
    }
    this.money = Scale.of(low, high);
    double zero = money.place(0, BOTTOM, TOP);
    this.line = new Polyline(LEFT, RIGHT, zero, money.place(1, BOTTOM, TOP) - zero);
  }

  void draw() {
    out.add(HEAD);
    title();
    grid();
    Benchmark benchmark = result.benchmark();
    if (benchmark != null) {
      out.add("<path class=\"other\" fill=\"none\" stroke=\"#8a94a3\" stroke-width=\"1.4\"");
      out.add(" stroke-dasharray=\"5 4\" d=\"");
      line.draw(benchmark.value(), out.add('M'));
      out.add("\"/>\n");
    }
    equity();
    losses();
    markers();
    out.add("</svg>\n");
  }

  private void title() {
    double change = 100 * (run.unit()[size - 1] / result.startUnit() - 1);
    out.add("<text class=\"ink\" x=\"24\" y=\"32\" font-size=\"17\" font-weight=\"600\"");
    out.add(" fill=\"#17202c\">").add(escape(shortened(result.artifact().name())));
    out.add("</text>\n<text class=\"soft\" x=\"24\" y=\"51\" font-size=\"12\" fill=\"#667386\">");
    out.add(escape(result.artifact().currency())).add(' ');
    out.fixed(run.equity()[size - 1], 0).add(change < 0 ? " · " : " · +").fixed(change, 1);
    out.add(" % · ").date(run.calendar().days()[0]).add(" to ");
    out.date(run.calendar().days()[size - 1]);
    out.add("</text>\n");
    legend();
  }

  private void legend() {
    out.add("<g font-size=\"12\" class=\"soft\" fill=\"#667386\" text-anchor=\"end\">");
    out.add("<text x=\"936\" y=\"32\">");
    out.add("<tspan class=\"buy\" fill=\"#12875a\">▲</tspan> buy  ");
    out.add("<tspan class=\"sell\" fill=\"#d03b33\">▼</tspan> sell</text>");
    if (result.benchmark() != null) {
      out.add("<text x=\"936\" y=\"51\">- - benchmark</text>");
    }
    out.add("</g>\n");
  }

  private void grid() {
    out.add("<g font-size=\"11\" class=\"soft\" fill=\"#667386\">\n");
    for (int i = 0; i <= money.steps(); i++) {
      double value = money.low() + i * money.step();
      double y = money.place(value, BOTTOM, TOP);
      out.add("<path class=\"grid\" stroke=\"#e4e8ee\" d=\"M").whole(LEFT).add(' ').number(y, 1);
      out.add("H").whole(RIGHT).add("\"/><text text-anchor=\"end\" x=\"").whole(LEFT - 8);
      out.add("\" y=\"").number(y + 4, 1).add("\">").add(shortMoney(value)).add("</text>\n");
    }
    years();
    out.add("</g>\n");
  }

  /// A label where a year begins, as many as there is room for.
  private void years() {
    int[] days = run.calendar().days();
    int first = LocalDate.ofEpochDay(days[0]).getYear();
    int last = LocalDate.ofEpochDay(days[size - 1]).getYear();
    int every = Math.max(1, (last - first + 11) / 12);
    for (int year = first + 1; year <= last; year++) {
      int at = Arrays.binarySearch(days, (int) LocalDate.of(year, 1, 1).toEpochDay());
      int bar = at < 0 ? -at - 1 : at;
      if (year % every == 0 && LocalDate.ofEpochDay(days[bar]).getYear() == year) {
        out.add("<text text-anchor=\"middle\" x=\"").number(x(bar), 1);
        out.add("\" y=\"422\">").whole(year).add("</text>\n");
      }
    }
    if (first == last) {
      out.add("<text x=\"").whole(LEFT).add("\" y=\"422\">").date(days[0]).add("</text>\n");
    }
  }

  private void equity() {
    out.add("<path class=\"area\" mask=\"url(#fading)\" fill=\"#1f6feb\" d=\"");
    int from = out.size();
    line.draw(run.equity(), out.add('M'));
    int to = out.size();
    out.add("V").whole(BOTTOM).add("H").whole(LEFT).add("Z\"/>\n");
    out.add("<path class=\"line\" fill=\"none\" stroke=\"#1f6feb\" stroke-width=\"1.8\"");
    out.add(" stroke-linejoin=\"round\" d=\"").again(from, to).add("\"/>\n");
  }

  private void losses() {
    double deepest = Math.min(-0.01, least(drawdown));
    out.add("<path class=\"loss\" fill=\"#d03b33\" fill-opacity=\".45\" d=\"M");
    out.whole(LEFT).add(' ').whole(LOSS_TOP).add(' ');
    new Polyline(LEFT, RIGHT, LOSS_TOP, (LOSS_BOTTOM - LOSS_TOP) / deepest).draw(drawdown, out);
    out.add("V").whole(LOSS_TOP).add("Z\"/>\n");
    out.add("<g font-size=\"11\" class=\"soft\" fill=\"#667386\" text-anchor=\"end\">");
    out.add("<text x=\"68\" y=\"344\">0 %</text><text x=\"68\" y=\"402\">");
    out.number(100 * deepest, 1).add(" %</text></g>\n");
  }

  /// Buys point up below the curve, sells point down above it; only the newest when there are many.
  private void markers() {
    int from = Math.max(0, run.fills().size() - MOST_MARKERS);
    Map<String, byte[]> names = new HashMap<>();
    out.add("<g stroke=\"#ffffff\" stroke-width=\".8\">\n");
    for (Fill fill : run.fills().subList(from, run.fills().size())) {
      double y = money.place(run.equity()[fill.bar()], BOTTOM, TOP);
      boolean buy = fill.quantity() > 0;
      out.add(buy ? BUY : SELL).number(x(fill.bar()), 1).add(' ').number(buy ? y + 4 : y - 4, 1);
      out.add(buy ? BUY_TITLE : SELL_TITLE).number(Math.abs(fill.quantity()), 4).add(' ');
      out.add(names.computeIfAbsent(fill.symbol(), name -> bytes(escape(name))));
      out.add(AT).number(fill.price(), 4).add(',').add(' ').date(fill.day()).add(END);
    }
    out.add("</g>\n");
  }

  private double x(int bar) {
    return line.x(bar, size);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String shortMoney(double value) {
    ByteText text = new ByteText(16);
    if (Math.abs(value) >= 1e6) {
      text.number(value / 1e6, 2).add('M');
    } else if (Math.abs(value) >= 1e3) {
      text.number(value / 1e3, 1).add('k');
    } else {
      text.number(value, 2);
    }
    return new String(text.bytes(), StandardCharsets.US_ASCII);
  }

  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double greatest(double[] values) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= 60
        ? name
        : name.substring(0, name.offsetByCodePoints(0, 59)) + "…";
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .filter(Chart::isVisible)
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  /// No control characters, none that turn the direction of writing, and only what XML allows.
  private static boolean isVisible(int c) {
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    boolean legal = c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF);
    return legal && !turns;
  }
}
