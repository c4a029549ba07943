package openbell.worker.intake.offline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import openbell.worker.intake.offline.Screen.Style;

/// Two curves over each other, on one scale.
final class LineChart {
  private static final int HEIGHT = 9;
  private static final int LABEL = 8;

  private final Screen screen;

  LineChart(Screen screen) {
    this.screen = screen;
  }

  /// @param a the first curve, one value per day
  /// @param b the second curve on the same days
  List<String> lines(double[] a, double[] b) {
    int width = Math.min(screen.columns() - LABEL - 4, a.length);
    double[] first = sampled(a, width);
    double[] second = sampled(b, width);
    double least = Math.min(least(first), least(second));
    double most = Math.max(greatest(first), greatest(second));
    List<String> lines = new ArrayList<>();
    for (int row = HEIGHT - 1; row >= 0; row--) {
      StringBuilder line = new StringBuilder("  ");
      double level = least + (most - least) * row / (HEIGHT - 1);
      boolean told = row % 4 == 0;
      String label = told ? String.format(Locale.ROOT, "%.2f", level) : "";
      line.append(screen.paint(Style.FAINT, Words.right(label, LABEL - 2))).append("  ");
      for (int x = 0; x < width; x++) {
        line.append(mark(row == row(first[x], least, most), row == row(second[x], least, most)));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private String mark(boolean a, boolean b) {
    if (a && b) {
      return screen.pick("◆", "*");
    }
    return a
        ? screen.paint(Style.CURVE, markOfFirst())
        : b ? screen.paint(Style.OTHER, markOfSecond()) : " ";
  }

  String markOfFirst() {
    return screen.pick("●", "a");
  }

  String markOfSecond() {
    return screen.pick("○", "b");
  }

  private static int row(double value, double least, double most) {
    return most > least ? (int) Math.round((value - least) / (most - least) * (HEIGHT - 1)) : 0;
  }

  private static double[] sampled(double[] values, int width) {
    double[] out = new double[width];
    Arrays.setAll(out, i -> values[(int) ((long) (i + 1) * values.length / width) - 1]);
    return out;
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  private static double greatest(double[] values) {
    return Arrays.stream(values).max().orElse(1);
  }
}
