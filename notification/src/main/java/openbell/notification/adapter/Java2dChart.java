package openbell.notification.adapter;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import openbell.notification.render.Curve;

/// Draws a curve as a PNG at one and a half times the size it is shown in, on a transparent ground.
///
/// There are no letters in it: a server without fonts draws the same picture, the words around it
/// stay sharp and readable to a screen reader, and both light and dark mail suit it.
final class Java2dChart {
  private static final int WIDTH = 801;
  private static final int HEIGHT = 240;
  private static final int EDGE = 9;
  private static final int GRID_LINES = 4;

  private static final Color LINE = new Color(0x2f6df6);
  private static final Color GLOW = new Color(0x2f, 0x6d, 0xf6, 34);
  private static final Color OTHER = new Color(0x8a98a9);
  private static final Color GRID = new Color(0x8a, 0x98, 0xa9, 56);
  private static final float[] DASHES = {7f, 5f};

  private Java2dChart() {}

  static byte[] png(Curve curve) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = image.createGraphics();
    try {
      canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      draw(canvas, curve);
    } finally {
      canvas.dispose();
    }
    return PngFile.of(image);
  }

  private static void draw(Graphics2D canvas, Curve curve) {
    Scale scale = Scale.of(curve);
    canvas.setColor(GRID);
    canvas.setStroke(new BasicStroke(1.5f));
    for (int i = 0; i < GRID_LINES; i++) {
      double y = EDGE + i * (HEIGHT - 2.0 * EDGE) / (GRID_LINES - 1);
      canvas.draw(new Line2D.Double(0, y, WIDTH, y));
    }
    Path2D line = scale.path(curve.equity());
    Path2D area = new Path2D.Double(line);
    area.lineTo(scale.x(curve.equity().length - 1), HEIGHT);
    area.lineTo(scale.x(0), HEIGHT);
    area.closePath();
    // Its edge lies under the line, so it needs no smoothing, which would cost most of the time.
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    canvas.setPaint(GLOW);
    canvas.fill(area);
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    if (curve.benchmark().length > 0) {
      canvas.setColor(OTHER);
      canvas.setStroke(
          new BasicStroke(2.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, DASHES, 0f));
      canvas.draw(scale.path(curve.benchmark()));
    }
    canvas.setColor(LINE);
    canvas.setStroke(new BasicStroke(3.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.draw(line);
    int last = curve.equity().length - 1;
    double r = 6;
    canvas.fill(
        new Ellipse2D.Double(scale.x(last) - r, scale.y(curve.equity()[last]) - r, 2 * r, 2 * r));
  }

  /// From sessions and money to points.
  private record Scale(int points, double low, double high) {
    static Scale of(Curve curve) {
      double low = curve.low();
      double high = curve.high();
      for (double value : curve.benchmark()) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      // A flat line stands in the middle.
      return high > low
          ? new Scale(curve.equity().length, low, high)
          : new Scale(curve.equity().length, low - 1, high + 1);
    }

    double x(int point) {
      return EDGE + point * (WIDTH - 2.0 * EDGE) / (points - 1);
    }

    double y(double value) {
      return HEIGHT - EDGE - (value - low) / (high - low) * (HEIGHT - 2.0 * EDGE);
    }

    Path2D path(double[] values) {
      Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, values.length);
      path.moveTo(x(0), y(values[0]));
      for (int i = 1; i < values.length; i++) {
        path.lineTo(x(i), y(values[i]));
      }
      return path;
    }
  }
}
