package openbell.worker.intake.offline;

/// A curve in one line of text.
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String MARKS = "_.:-=+*#";

  private final Screen screen;
  private final int width;

  /// @param width most characters
  Sparkline(Screen screen, int width) {
    this.screen = screen;
    this.width = width;
  }

  /// One character per stretch of time, by the value at its end.
  String ends(double[] values) {
    double[] chosen = new double[Math.min(width, values.length)];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = values[end(i, chosen.length, values.length) - 1];
    }
    return draw(chosen, least(chosen), greatest(chosen));
  }

  /// One character per stretch of time, by its greatest value; zero is a blank.
  String peaks(double[] values) {
    double[] chosen = new double[Math.min(width, values.length)];
    for (int i = 0; i < chosen.length; i++) {
      int from = i == 0 ? 0 : end(i - 1, chosen.length, values.length);
      for (int t = from; t < end(i, chosen.length, values.length); t++) {
        chosen[i] = Math.max(chosen[i], values[t]);
      }
    }
    return draw(chosen, 0, greatest(chosen));
  }

  private static int end(int i, int count, int size) {
    return (int) ((long) (i + 1) * size / count);
  }

  private String draw(double[] values, double least, double greatest) {
    StringBuilder line = new StringBuilder();
    for (double value : values) {
      line.append(Double.isNaN(value) ? ' ' : mark(value, least, greatest));
    }
    return line.toString();
  }

  private char mark(double value, double least, double greatest) {
    String marks = screen.pick(BLOCKS, MARKS);
    if (value == 0 && least == 0) {
      return ' ';
    }
    double place = greatest > least ? (value - least) / (greatest - least) : 0;
    return marks.charAt((int) Math.min(marks.length() - 1, place * marks.length()));
  }

  private static double least(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    for (double value : values) {
      least = Double.isNaN(value) ? least : Math.min(least, value);
    }
    return least;
  }

  private static double greatest(double[] values) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      greatest = Double.isNaN(value) ? greatest : Math.max(greatest, value);
    }
    return greatest;
  }
}
